-- string.format over every conversion that Lua passes to printf.
local numbers = { 0, 1, -1, 7, 42, -99999, 123456789, math.maxinteger, math.mininteger, 255, 4096 }
local formats = { "%d", "%5d", "%-8d|", "%08d", "%+d", "% d", "%.5d", "%x", "%X", "%#x", "%o", "%#o", "%c" }
for _, f in ipairs(formats) do
  for _, n in ipairs(numbers) do
    if f ~= "%c" or (n > 0 and n < 256) then print(f, n, string.format(f, n)) end
  end
end
local reals = { 0.0, -0.0, 1.0, 0.1, 1 / 3, 2 ^ 53, 1e300, 1e-300, 5e-324, 1.7976931348623157e308, math.pi, -math.pi,
  123456.789, 0.5, 1.5, 2.5, 1e15, 1e16, 1e17, 99999.5, 0.000123456, 1 / 0, -1 / 0 }
for _, f in ipairs { "%f", "%.0f", "%.3f", "%20.10f|", "%-20.3e|", "%e", "%.17g", "%g", "%G", "%E", "%a", "%A", "%.3a", "%#.0f", "%+.2f", "%.14g", "%.99f" } do
  for _, r in ipairs(reals) do
    -- How a subnormal number is scaled for %a is the library's choice.
    if r ~= 5e-324 or not f:find("[aA]") then print(f, string.format(f, r)) end
  end
end
print(string.format("%q", 'a "quoted"\n\0 string\r\t\\'))
print(string.format("%q %q %q", 1, 0.1, math.mininteger))
print(string.format("%s %10s|%-10s|%.2s", true, "abc", "abc", "abcdef"))
print(string.format("%5s|%-5s|%5.1s|", "ab", "ab", "ab"))
print(pcall(string.format, "%y", 1))
print(pcall(string.format, "%d", 1.5))
for i = 1, 40 do io.write(string.format("%.*f " == nil and "" or ("%." .. i .. "g "), 1 / 7 * 10 ^ (i - 20))) end
print()
-- and back
for _, s in ipairs { "0x1p-2", "1e1", "0x.8", "  12  ", "1e", "0x", "nan", "inf", "1e309", "-0", "9007199254740993", "0x7fffffffffffffff", "9223372036854775808", "1_000" } do
  print(s, tonumber(s), math.type(tonumber(s)))
end
for base = 2, 36 do print(base, tonumber("10", base), tonumber("zz", base)) end
