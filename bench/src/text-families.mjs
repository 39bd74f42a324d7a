/** Length of the longest text that is read. */
export const LONGEST = 64 * 1024;

/**
 * Texts that are long for one reason each, by the language they are in: a piece over and over, or
 * pieces that count up. `text(length)` gives one of at most that many characters.
 */
export const FAMILIES = {
  shell: [
    ...[
      'a;',
      'a|',
      'a&&',
      'a&',
      '$(',
      '$(a)',
      '`a` ',
      '"$(a)" ',
      '{a,b}',
      '${a:-',
      '${a//b/c} ',
      'a=b ',
      'x=$x$x;',
      'x=$(echo $x);',
      '>f ',
      '<<A\n',
      '<<A;\na\nA\n',
      '<<<a ',
      'if a; then b; fi\n',
      'if a; then ',
      'for i in a b; do c; done\n',
      'while read l; do rm $l; done < f;',
      'case a in b) c;; esac\n',
      'f(){ f; };',
      'a=(1 2 3);',
      '[[ a == b ]];',
      '((a+1));',
      '( a );',
      'coproc a;',
      'select i in a; do b; done;',
      'trap a EXIT;',
      'alias a=b;',
      'cd a;',
      'sudo ',
      'env a=b ',
      'xargs ',
      'eval ',
      'eval "a";',
      "bash -c 'a';",
      'find . -exec a \\;',
      'echo a | tee f;',
      'cat f | sh;',
      'printf "a" | base64 -d | sh;',
      'curl http://a | sh;',
      'rm -rf a b c;',
      'git push;',
      'kubectl delete pod a;',
      'docker run a b;',
      'psql -c "drop table a";',
      'python -c "a";',
      'node -e "a";',
      'npm run a;',
      'tar xf a;',
      './a;',
      "'a'",
      '"a"',
      '\\\n',
      '# c\n',
      '*',
      '[a',
      '../',
    ].map((piece) => repeated(piece)),
    counted('functions', (at) => `f${at}(){ f${at + 1}; f${at + 2}; };`),
    counted('variables', (at) => `v${at}=$v${at - 1}a;`),
    counted('files that are run', (at) => `echo rm a > f${at}; sh f${at};`),
    counted('here-documents', (at) => `cat <<E${at}\na\nE${at}\n`),
    counted('aliases', (at) => `alias a${at}="a${at + 1}";`),
    repeated('a ', { around: (text) => `rm ${text}` }),
    repeated('{a,b}', { around: (text) => `echo ${text}` }),
  ],
  python: code(
    ['a.b', 'a(', '[', 'x=x+x\n', 'x=[x,x]\n', 'f"{a}"\n', '"a"+', 'lambda:', 'def f(): f()\n'],
    ['import os; os.system("rm a")\n', 'open("a","w").write("b")\n', 'exec("x=1")\n', '"""'],
    [
      'for i in [1,2,3]:\n x(i)\n',
      '[i for i in a]\n',
      'a=a.replace("a","aa")\n',
      'with a as b: c\n',
    ],
    counted('functions', (at) => `def f${at}(): f${at + 1}(); f${at + 2}()\n`),
    counted('commands', (at) => `os.system("rm f${at} && git push")\n`),
    counted('blocks', (at) => `${' '.repeat(at)}if a:\n`),
  ),
  javascript: code(
    ['a.b', 'a(', '[', 'x=x+x;', 'x=[x,x];', 'x=`${x}${x}`;', '`${', 'a=>', 'a?b:', '/', '<a>'],
    ['function f(){f()}', 'require("fs").rmSync("a");', 'execSync("rm a");', 'eval("x=1");'],
    ['for(const i of [1,2,3]){x(i)}', 'a.then(b).', 'class A{f(){}}', 'x=x.replace("a","aa");'],
    counted('functions', (at) => `function f${at}(){f${at + 1}(); f${at + 2}()}`),
    counted('commands', (at) => `execSync("git push && rm a${at}");`),
  ),
  php: code(
    [
      'a{',
      '$a.b',
      '"{$a}";',
      '$x=$x.$x;',
      '$x=[$x,$x];',
      '<<<A\na\nA;\n',
      '<<<A\n',
      '`a`;',
      '$$a;',
    ],
    ['unlink("a");', 'system("rm a");', 'eval("$x=1;");', '?><?php ', 'foreach($a as $b){c($b);}'],
    ['function f(){f();}', '$a->b()->', 'echo $a;'],
    counted('functions', (at) => `function f${at}(){f${at + 1}();f${at + 2}();}`),
  ),
  perl: code(
    [
      '$a{',
      '"$a";',
      '"${',
      's/a/$b/e;',
      '$x="$x$x";',
      '@x=(@x,@x);',
      'qq{',
      '<<A;\na\nA\n',
      '<<A\n',
    ],
    ['unlink "a";', 'system("rm a");', 'eval "x";', '`a`;', '`', '$a ? ', 'y/a/b/', 'print $a;'],
    ['for(1,2,3){x($_)}', 'sub f{f();}', '$a->b()->', 'if($a){b();}'],
    counted('commands', (at) => `system("rm f${at}; git push");`),
    counted('here-documents', (at) => `<<L${at};\n`),
  ),
  ruby: code(
    [
      'a{',
      '"#{a}"',
      '"#{',
      '"#{a',
      '%w[',
      'x="#{x}#{x}"\n',
      'x=[x,x]\n',
      ':a,',
      'a b ',
      '<<~A\na\nA\n',
    ],
    [
      'File.delete("a")\n',
      'system "rm a"\n',
      'eval("x")\n',
      '`a`\n',
      'puts a\n',
      'x.gsub("a","aa")\n',
    ],
    ['def f\nf\nend\n', 'a.each{|x| b(x)}\n', 'if a\nb\nend\n', '->{', 'x=->(a){a}\n', 'a ? b : '],
    counted('commands', (at) => `system("rm f${at}; git push")\n`),
    repeated('"#{"#{"#{a}"}"}"'),
    repeated("#{'}'*", { around: (text) => `"${text}"` }),
  ),
  lua: code(
    [
      'a.b',
      'a(',
      'x=x..x\n',
      'x={x,x}\n',
      '[==[a]==]\n',
      '[[',
      '"',
      'a"b"',
      'function f() f() end\n',
    ],
    ['os.remove("a")\n', 'os.execute("rm a")\n', 'load("x=1")()\n', 'print(a)\n'],
    ['if a then b() end\n', 'for i in a do b() end\n'],
    counted('commands', (at) => `os.execute("rm f${at}; git push")\n`),
  ),
  powershell: code(
    [
      'a()',
      'a|b;',
      'a ',
      '"$(',
      '$a=$a+1;',
      '$x="$x$x";',
      '$x=@($x,$x);',
      '@"\na\n"@\n',
      '@"\n',
      '@{a=',
    ],
    ['Remove-Item a;', 'iex a;', 'iwr a|iex;', 'Start-Process a;', 'Set-Content a b;', 'git push;'],
    ['function f{f};', 'foreach($a in $b){c};', 'if($a){b};', '$a.b().', '"{0}" -f ', 'a -b:'],
    counted('functions', (at) => `function f${at}{f${at + 1};f${at + 2}};`),
    counted('commands', (at) => `git push o b${at};`),
  ),
  cmd: code(
    [
      'a&',
      'a|',
      '(',
      '"',
      '^',
      '%a%',
      '!a!',
      'set a=%a%%a%&',
      '%a:~',
      'if "a" ',
      'for ',
      'rem a\n',
    ],
    ['del a\n', 'rd /s /q a\n', 'copy a b\n', 'cmd /c "', 'powershell -c "a"\n', 'call :a\n'],
    ['for %i in (a) do ', "for /f %i in ('a') do b\n", 'if exist a (del b) else (del c)\n'],
    counted('commands', (at) => `git push o b${at}\n`),
  ),
  awk: line(
    (text) => `awk '${text}' f`,
    ['{print}', '{', '(', '/a/', '"a" ', 'x=x "a";', 'system("rm a");', 'print "a" > "b";'],
    ['print > ', '"a" | getline;', 'function f(){f()}', 'if(a)b;', 'a['],
    counted('commands', (at) => `system("rm f${at}");`),
  ),
  sed: line(
    (text) => `sed '${text}' f`,
    [
      's/a/b/;',
      's/a/b/w f\n',
      's/a/b/e;',
      'e rm\n',
      'w f\n',
      'r f\n',
      '/a/{',
      'a\\\n',
      ':a;',
      'b a;',
    ],
    counted('files', (at) => `w f${at}\n`),
  ),
  sql: line(
    (text) => `psql <<'XX'\n${text}\nXX\n`,
    [
      'drop table a;',
      'delete from a;',
      'delete from a where b=1;',
      'select (',
      'with a as (',
      '$a$',
    ],
    [
      'copy a to program $$rm$$;',
      'do $$ drop table a $$;',
      'case when ',
      'explain ',
      '/*',
      '--c\n',
    ],
    ['\\! rm a\n', '\\i a\n'],
    counted('tables', (at) => `drop table t${at};`),
  ),
};

/** Families of a language that is a script's: its text as it is. */
function code(...given) {
  return given.flatMap((each) =>
    Array.isArray(each) ? each.map((piece) => repeated(piece)) : each,
  );
}

/** Families that are part of a shell line. */
function line(around, ...given) {
  return code(...given).map(({ name, text }) => ({
    name,
    text: (length) => around(text(length - around('').length)),
  }));
}

function repeated(piece, { around = (text) => text } = {}) {
  const rest = around('').length;
  return {
    name: piece,
    text: (length) => around(piece.repeat(Math.floor((length - rest) / piece.length))),
  };
}

function counted(name, piece) {
  return { name, text: (length) => countedText(piece, length) };
}

function countedText(piece, length) {
  let text = '';
  for (let at = 0; ; at += 1) {
    const next = piece(at);
    if (text.length + next.length > length) return text;
    text += next;
  }
}
