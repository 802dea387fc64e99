-- io.popen, os.execute and their ends.
local p = assert(io.popen("echo one; echo two; exit 3"))
print(p:read("a"))
print(p:close())
p = assert(io.popen("tr a-z A-Z", "w"))
p:write("written to a pipe\n")
io.stdout:flush()
print(p:close())
p = assert(io.popen("kill -TERM $$"))
print(p:read("a"), p:close())
io.stdout:flush()
print(os.execute("exit 5"))
print(os.execute("true"), os.execute("kill -KILL $$"))
print(os.execute())
print(pcall(io.popen, "true", "x"))
local pipes = {}
for i = 1, 10 do pipes[i] = io.popen("read x; echo got $x " .. i .. " </dev/null; exit " .. i) end
for i = 10, 1, -1 do print(pipes[i]:read("l"), pipes[i]:close()) end
p = io.popen("yes tine | head -n 20000")
local n, bytes = 0, 0
for line in p:lines() do n = n + 1; bytes = bytes + #line end
print(n, bytes, p:close())
os.exit(true, true)
