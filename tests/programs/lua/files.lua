-- io over files: modes, seeking, buffering, lines, numbers, errors.
local name = os.tmpname()
local f = assert(io.open(name, "w"))
print(io.type(f), f:seek("cur"))
for i = 1, 1000 do f:write(i, " ", i * i, " ", i / 7, "\n") end
print(f:seek("cur"), f:seek("set", 10), f:seek("end"))
print(f:close(), io.type(f))
print(pcall(f.write, f, "x"))

local sum, count = 0, 0
for line in io.lines(name) do
  local a, b, c = line:match("^(%d+) (%d+) (.+)$")
  sum = sum + tonumber(a) + tonumber(b) + tonumber(c)
  count = count + 1
end
print(count, string.format("%.10f", sum))

f = assert(io.open(name, "r"))
print(f:read("n", "n", "n"))
print(f:read("l"), f:read("L"), f:read(5), f:read(0))
print(#f:read("a"), f:read("a"), f:read("l"), f:read(0), f:read("n"))
print(f:seek("set"), f:read("l"))
f:close()

f = assert(io.open(name, "r+"))
f:seek("set", 3)
f:write("XYZ")
f:seek("set", 0)
print(f:read("l"))
f:close()
f = assert(io.open(name, "a+"))
f:write("appended\n")
f:seek("set", 0)
print(f:read("l"))
f:seek("end", -9)
print(f:read("a"))
f:close()

for _, mode in ipairs { "no", "full", "line" } do
  f = assert(io.open(name, "w"))
  print(mode, f:setvbuf(mode, 128))
  for i = 1, 100 do f:write("line ", i, mode == "line" and "\n" or " ") end
  f:close()
  f = assert(io.open(name))
  print(#f:read("a"))
  f:close()
end

f = assert(io.open(name, "wb"))
f:write(("\0\1\2\255"):rep(10000))
f:close()
f = assert(io.open(name, "rb"))
local all = f:read("a")
print(#all, all:byte(1, 4))
f:close()

print(io.open("/nonexistent/file"))
print(io.open("/", "w"))
print(pcall(io.open, name, "q"))
print(io.open(name, "rb"):read(1e6) == all)
local full = io.open("/dev/full", "w")
full:setvbuf("no")
print(full:write("x"))
full = io.open("/dev/full", "w")
print(full:write("x") == full, full:flush())
print(os.rename(name, name .. ".2"))
print(select(3, os.rename(name, name .. ".3")))
print(os.remove(name .. ".2"))
print(select(3, os.remove(name .. ".2")))
local t = io.tmpfile()
t:write("temporary ", 42, "\n", 0x10, " ", 1e10, " -0x1p4 ")
t:seek("set")
print(t:read("l"), t:read("n"), t:read("n"), t:read("n"))
