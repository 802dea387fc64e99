-- os.date and os.time in a zone with daylight saving time.
local times = { 0, 1, 86399, 951782400, 1583020800, 1711846799, 1711846800, 1729994400, 1729990800, 2147483647, 2147483648, 4102444800, -1, -86400 * 365 * 50 }
local formats = { "%c", "%x", "%X", "%p", "%A %a", "%B %b", "%d %e", "%D", "%F", "%G-W%V-%u", "%g", "%h", "%H:%M:%S", "%I", "%j", "%n%t%%", "%r", "%R", "%T", "%U %W %w", "%y %Y", "%C", "%z", "%Ec", "%EY", "%Od", "%OH" }
for _, t in ipairs(times) do
  for _, f in ipairs(formats) do
    print(t, f, os.date(f, t), os.date("!" .. f, t))
  end
  local d = os.date("*t", t)
  -- mktime has no other way to fail than -1, which Lua takes for that.
  print(d.year, d.month, d.day, d.hour, d.min, d.sec, d.wday, d.yday, d.isdst, t == -1 or os.time(d) == t)
end
print(os.date("%Z", 0), os.date("%Z", 1720000000))
print(os.time { year = 2024, month = 2, day = 30, hour = 25, min = -61, sec = 3600 })
print(os.time { year = 2024, month = 14, day = -3, hour = 12 })
print(os.time { year = 2024, month = 3, day = 31, hour = 2, min = 30 }, os.time { year = 2024, month = 10, day = 27, hour = 2, min = 30, isdst = true })
print(os.date("%Y-%m-%d %H:%M:%S", os.time { year = 1999, month = 12, day = 31, hour = 23, min = 59, sec = 60 }))
print(pcall(os.date, "%Ez"), pcall(os.date, "%Q"))
print(os.difftime(100, 40), math.abs(os.time() - os.time(os.date("*t"))) <= 1)
