-- table.sort, table functions, string functions, and a little of everything that takes time.
local seed = 42
local function random(n)
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return seed % n
end
for _, n in ipairs { 0, 1, 2, 3, 10, 100, 1000, 20000 } do
  local t = {}
  for i = 1, n do t[i] = random(n * 2 + 1) end
  table.sort(t)
  local s = 0
  for i = 1, n do
    s = (s * 31 + t[i]) % 1000000007
    assert(i == 1 or t[i - 1] <= t[i])
  end
  table.sort(t, function(a, b) return a > b end)
  print(n, s, t[1], t[n])
end
local words = {}
for w in ("the quick brown fox jumps over the lazy dog Zebra apple Äpfel zoo"):gmatch("%S+") do words[#words + 1] = w end
table.sort(words)
print(table.concat(words, " "))
table.sort(words, function(a, b) return a:lower() < b:lower() end)
print(table.concat(words, " "))
print(table.unpack(table.move({ 1, 2, 3, 4, 5 }, 2, 5, 1)))
print(("hello world"):gsub("o", { o = "0" }))
print(("abc"):rep(3, "-"), ("hello"):find("l"), ("key = value"):match("^(%w+)%s*=%s*(%w+)$"))
print(("%d+"):len(), ("x"):byte(), ("ÄÖÜ"):upper(), ("ÄÖÜ"):len(), utf8.len("ÄÖÜ"))
for p, c in utf8.codes("aé€𐍈") do io.write(p, ":", c, " ") end
print()
for class in ("acdglpsuwx"):gmatch(".") do
  local n = 0
  for b = 0, 255 do if string.char(b):find("^%" .. class) then n = n + b + 1 end end
  print(class, n)
end
print(string.pack("<i4 d s2", 7, 1.5, "abc"):byte(1, -1))
print(math.floor(-2.5), math.ceil(2.1), math.fmod(-7, 3), math.sqrt(2), math.exp(1), math.log(10), math.log(8, 2), math.log(1000, 10))
print(math.sin(1), math.cos(1), math.tan(1), math.asin(0.5), math.acos(0.5), math.atan(1, 2), 2 ^ 0.5, 7 // 2, -7 // 2, 7 % -3, 7.5 % -2)
print(collectgarbage("count") > 0, #arg, arg[0] ~= nil)
print(os.setlocale(), os.setlocale("C"), os.setlocale(nil, "numeric"), os.setlocale("no_SUCH.locale"))
print(os.getenv("TZ"), os.getenv("NO_SUCH_VARIABLE"), type(os.clock()))
