import { describe, expect, it } from 'vitest';
import { told } from '../testing/told.ts';
import { INTERPRETER_PROGRAMS } from './index.ts';

const does = (program: string, code: string) =>
  told(INTERPRETER_PROGRAMS, program, '-e', code).filter((each) => !each.startsWith('code.'));

describe('code that only computes, prints and runs the project', () => {
  it.each([
    ['elixir', 'IO.puts("hi")'],
    ['elixir', 'Enum.map([1, 2], fn x -> x * 2 end) |> IO.inspect()'],
    ['elixir', 'IO.puts(System.version())'],
    ['osascript', 'display notification "rm -rf /" with title "Build" sound name "Glass"'],
    ['osascript', 'say "done"'],
    ['Rscript', 'devtools::test()'],
    ['Rscript', 'library(testthat); test_dir("tests", reporter = "summary")'],
    ['Rscript', 'cat(R.version.string, "\\n")'],
    ['R', 'renv::restore()'],
    ['julia', 'using Pkg; Pkg.instantiate(); Pkg.test()'],
    ['julia', 'println(VERSION)'],
  ])('%s -e %s', (program, code) => {
    expect(does(program, code)).toEqual([]);
  });
});

describe('code that names anything else is not known', () => {
  it.each([
    ['elixir', 'File.rm_rf!("x")'],
    ['elixir', 'IO.puts("#{File.rm_rf!("x")}")'],
    ['elixir', ':os.cmd(~c"rm x")'],
    ['elixir', 'apply(File, :rm, ["x"])'],
    ['elixir', 'IO.puts(System.get_env("A"))'],
    ['elixir', 'import File; rm_rf("x")'],
    ['elixir', 'f = &File.rm/1; f.("x")'],
    ['osascript', 'tell application "Finder" to empty trash'],
    ['osascript', 'display dialog "a" & (read POSIX file "/x")'],
    ['osascript', 'run script "x"'],
    ['Rscript', 'unlink("x", recursive = TRUE)'],
    ['Rscript', 'get("unlink")("x")'],
    ['Rscript', 'do.call("unlink", list("x"))'],
    ['Rscript', 'devtools::install_github("a/b")'],
    ['Rscript', 'source("x.R")'],
    ['Rscript', 'print(readLines("x"))'],
    ['Rscript', '`unlink`("x")'],
    ['julia', 'rm("x", recursive = true)'],
    ['julia', 'println("$(rm("x"))")'],
    ['julia', 'Base.rm("x")'],
    ['julia', 'import Base: rm as f; f("x")'],
    ['julia', '@eval rm("x")'],
  ])('%s -e %s', (program, code) => {
    expect(does(program, code)).toContain('unknown: dynamic-code');
  });
});

describe('R installs packages', () => {
  it.each([
    ['install.packages("dplyr")', '["dplyr"] source=registry'],
    [
      'install.packages(c("a", "b"), repos = "https://cloud.r-project.org")',
      '["a","b"] source=registry',
    ],
    ['install.packages("https://h/x.tar.gz", repos = NULL)', '["https://h/x.tar.gz"] source=url'],
    ['install.packages("x", repos = "https://h/")', '["x","https://h/"] source=url'],
    [
      'install.packages("x", repos = "https://h/r-project.org")',
      '["x","https://h/r-project.org"] source=url',
    ],
  ])('%s', (code, packages) => {
    expect(does('Rscript', code)).toEqual([`package.install manager=cran packages=${packages}`]);
  });
});
