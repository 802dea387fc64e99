-- Coroutines, errors through them (setjmp and longjmp), closures, deep recursion.
local function producer(n)
  return coroutine.wrap(function()
    for i = 1, n do coroutine.yield(i, i * i) end
    return "done"
  end)
end
local p = producer(5)
for i = 1, 6 do print(p()) end
print(pcall(p))

local function permute(a, n)
  n = n or #a
  if n <= 1 then coroutine.yield(a) else
    for i = 1, n do
      a[n], a[i] = a[i], a[n]
      permute(a, n - 1)
      a[n], a[i] = a[i], a[n]
    end
  end
end
local count = 0
for a in coroutine.wrap(function() permute { 1, 2, 3, 4, 5, 6 } end) do
  count = count + 1
  if count % 100 == 0 then print(count, table.concat(a, " ")) end
end

local co = coroutine.create(function() error({ code = 7 }) end)
local ok, err = coroutine.resume(co)
print(ok, type(err), err.code, coroutine.status(co))
co = coroutine.create(function() local x <close> = setmetatable({}, { __close = function() print("closed") end }) coroutine.yield(1) end)
print(coroutine.resume(co))
print(coroutine.close(co), coroutine.status(co))

local function depth(n) if n == 0 then return 0 end return 1 + depth(n - 1) end
print(depth(10000))
print(select("#", pcall(function() local function f() return 1 + f() end return f() end)))
for i = 1, 1000 do assert(not pcall(error, "x")) end
print(pcall(error), pcall(error, nil), select(2, pcall(error, "message", 0)))
print(xpcall(function() local x = nil; return x.y end, function(m) return "handled: " .. m:gsub("^.-:%d+: ", "") end))
local threads = {}
for i = 1, 1000 do threads[i] = coroutine.create(function(x) while true do x = coroutine.yield(x * 2) end end) end
local s = 0
for round = 1, 10 do for i = 1, 1000 do s = s + select(2, coroutine.resume(threads[i], i)) end end
print(s)
