# A client's key, which the server accepts until this script ends. The server reads the keys in the user's home folder,
# wherever HOME says that is; the client takes its own from there.
home=$(getent passwd "$(id -un)" | cut -d: -f6)
keys=$home/.ssh/authorized_keys
mkdir -p "$home/.ssh" "$HOME/.ssh" && chmod 700 "$home/.ssh"
rm -f kept .ssh/id_dropbear
[ ! -e "$keys" ] || cp -p "$keys" kept
kept=$PWD/kept server=
restore() {
    [ -z "$server" ] || kill $server || :
    if [ -e "$kept" ]; then cp -p "$kept" "$keys"; else rm -f "$keys"; fi
}
trap restore EXIT
./dropbearkey -t ed25519 -f .ssh/id_dropbear | grep ^ssh-ed25519 >>"$keys"
chmod 600 "$keys"
