# Parameters, arithmetic, command substitution, field splitting, quoting.
unset unset; empty=; name=/usr/lib/libc.tar.gz
echo "${unset-a} ${unset:-b} ${empty-c} ${empty:-d} ${unset+e} ${name:+f} ${#name}"
echo "${name#*/} ${name##*/} ${name%.*} ${name%%.*} ${name#"/usr"}"
: "${unset:=assigned}"; echo "$unset"
(: "${nothing:?is not set}") 2>/dev/null || echo "status $?"
i=7; echo $((i * 6 % 5)) $((1 << 40)) $((-7 / 2)) $((-7 % 2)) $((0x1f ^ 017)) $((i > 6 ? 1 : 2)) $((i += 3)) $i
echo $((9223372036854775807)) $((1 && 0 || 1)) $((!0)) $((~5))
IFS=:; path=a::b:c; set -- $path; echo "$#"; for part in "$@"; do echo "<$part>"; done
IFS=' 	
'
set -- "a b" c "" d; echo "$#" "$*"; for part in "$@"; do printf '<%s>' "$part"; done; echo
IFS=,; echo "$*"; unset IFS
echo "$(printf 'x\n\n\n')|" '$(not run)' "\$5 \\ \"" 'a'"b"c\ d
echo `echo nested \`echo inner\``
cat <<END
here $name $((2 + 2)) $(echo sub) \$literal
END
cat <<'END'
here $name $((2 + 2))
END
cat <<-END
	tabs go
	END
case $name in *.zip) echo zip ;; /usr/*[!x].gz) echo gz ;; *) echo other ;; esac
case ö in ?) echo one ;; ??) echo two ;; *) echo more ;; esac
mkdir d; for f in b.c a.c 'x y.c' .hidden; do : >"d/$f"; done
cd d; echo *.c [ab]* .h* *.none "*" ; echo [!a]*; cd ..
echo ~root | sed s,root,home,; HOME=/here; echo ~
