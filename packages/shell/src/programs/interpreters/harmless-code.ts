/** What code of a language may name and still do nothing but compute, print and run the project. */
export type HarmlessFacts = {
  /** Words that may stand anywhere: keywords, constants, functions, dotted names. */
  readonly words: RegExp;
  /** Begins an expression inside a string (`#{`, `$(`). */
  readonly interpolation?: RegExp;
};

const STRING = /"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'/g;

const NAME = /[:@.]*[A-Za-z_][\w]*(?:(?:::|\.)[A-Za-z_]\w*)*[?!]?/g;

/**
 * True if all that code names is known to be harmless. It is not read as a language: what stands in
 * strings is data, each other word must be one of the list, and nothing may run a shell (backticks).
 */
export function isHarmlessCode(text: string, { words, interpolation }: HarmlessFacts): boolean {
  const strings = text.match(STRING) ?? [];
  if (text.includes('`') || strings.some((each) => interpolation?.test(each))) return false;
  const rest = text.replace(STRING, ' ');
  if (/["'\\]/.test(rest)) return false;
  return [...rest.matchAll(NAME)].every(([name]) => words.test(name));
}

/** AppleScript: messages to whoever sits there. */
export const APPLESCRIPT: HarmlessFacts = {
  words:
    /^(?:display|notification|dialog|alert|with|without|title|subtitle|sound|name|message|icon|note|stop|caution|buttons|default|button|cancel|giving|up|after|as|informational|warning|critical|say|using|voice|beep|delay|return|true|false)$/i,
};

/** Elixir: what only computes and prints. */
export const ELIXIR: HarmlessFacts = {
  words:
    /^(?:(?:IO\.(?:puts|inspect|write|iodata_\w+)|System\.(?:version|otp_release|build_info|schedulers|schedulers_online)|(?:Enum|String|Integer|Float|List|Map|MapSet|Keyword|Tuple|Regex|Date|Time|DateTime|NaiveDateTime|Range|Version|Bitwise|Base|URI|Stream|Inspect|Atom)(?:\.[a-z]\w*[?!]?)?)|fn|do|end|if|else|case|for|in|and|or|not|true|false|nil|when|div|rem|abs|max|min|round|trunc|length|hd|tl|elem|inspect|to_string|is_[a-z]+|[a-z]|_)$/,
  interpolation: /#\{/,
};

/** R: what computes and prints, and the project's own tests, checks and documents. */
export const R: HarmlessFacts = {
  words:
    /^(?:if|else|for|in|while|function|TRUE|FALSE|NULL|NA|T|F|Inf|[a-z]|df|print|cat|message|paste0?|format|sprintf|c|list|length|nchar|seq|seq_along|rep|sum|mean|median|min|max|range|round|sd|var|table|unique|sort|order|head|tail|str|summary|names|colnames|rownames|nrow|ncol|dim|class|typeof|identical|all\.equal|stopifnot|stop|warning|tryCatch|try|invisible|suppress[A-Z]\w+|library|require|requireNamespace|packageVersion|installed\.packages|packages|sessionInfo|R\.version(?:\.string)?|R\.Version|\.libPaths|getRversion|getwd|Sys\.(?:time|Date|info|getlocale)|set\.seed|runif|rnorm|sample|matrix|data\.frame|lm|as\.[a-z]+|is\.[a-z]+|basename|dirname|file\.exists|file\.path|list\.files|quit|q|status|quiet|reporter|stop_on_failure|stringsAsFactors|output_format|output_dir|filter|error|upgrade|deps|dependencies|Ncpus|lib|ask|prompt|install\.packages|repos|testthat|test_(?:dir|file|local|package|check)|devtools|load_all|document|check|test|lintr|lint_package|lint_dir|lint|styler|style_(?:pkg|dir|file)|covr|(?:covr::)?(?:package|percent)_coverage|roxygen2|(?:roxygen2::)?roxygeni[sz]e|rmarkdown|render|knitr|knit|renv|renv::(?:restore|status|snapshot|init)|testthat::test_\w+|devtools::(?:test|check|document|load_all|build|lint|run_examples)|lintr::lint\w*|styler::style_\w+|rmarkdown::render|bookdown::render_book|knitr::knit|pkgdown::build_\w+|rcmdcheck::rcmdcheck|targets::tar_make|pkgload::load_all|utils::(?:head|tail|str|sessionInfo|packageVersion)|stats::(?:sd|var|median|lm)|base::print|dplyr|ggplot2|tidyverse|data\.table|targets)$/,
};

/** Julia: what computes and prints, and the project's own packages and tests. */
export const JULIA: HarmlessFacts = {
  words:
    /^(?:using|import|if|else|elseif|end|for|in|while|function|let|do|begin|true|false|nothing|return|println|print|show|display|string|length|size|sum|maximum|minimum|sqrt|abs|round|collect|range|zeros|ones|rand|VERSION|versioninfo|InteractiveUtils|Test|Statistics|LinearAlgebra|Printf|Dates|mean|std|pwd|Base\.\w+threads|Threads\.nthreads|Pkg(?:\.(?:instantiate|test|status|resolve|precompile|build|activate|update|gc))?|JuliaFormatter|format|Documenter|[a-zA-Z]|[A-Z]\w*)$/,
  interpolation: /\$/,
};
