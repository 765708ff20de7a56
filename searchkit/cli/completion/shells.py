"""What shells load to complete our command lines, and the answers to their questions.

A shell asks by running the program with _SEARCHKIT_COMPLETE set to its name. The first line of an answer says
what comes: `words`; `part`, the beginning of a word, with no space to follow; or `files`, which the shell
completes itself. Then there is a line for each word, behind a tab (for zsh and fish) what it means. No shell
evaluates a line.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from searchkit.cli.completion.candidates import Candidate, Offer, offer
from searchkit.cli.completion.quoting import cut, replies

_BASH = r"""# Completion of searchkit for bash. In ~/.bashrc:  source <(searchkit completion bash)
_searchkit() {
    local program=$1 kind= reply
    [[ $program == '~/'* ]] && program=$HOME/${program:2}
    COMPREPLY=()
    {
        IFS= read -r kind
        while IFS= read -r reply; do COMPREPLY+=("$reply"); done
    } < <(_SEARCHKIT_COMPLETE=bash "$program" "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
    case $kind in
        part) compopt -o nospace ;;
        files) compopt -o default ;;
    esac
}
complete -F _searchkit searchkit
"""

_ZSH = r"""#compdef searchkit
# Completion of searchkit for zsh. In ~/.zshrc, below compinit:  source <(searchkit completion zsh)
_searchkit() {
    local program=$words[1] kind line
    local -a lines texts told
    [[ $program == '~/'* ]] && program=$HOME/${program#'~/'}
    lines=("${(@f)$(_SEARCHKIT_COMPLETE=zsh $program "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    kind=$lines[1]
    for line in "${(@)lines[2,-1]}"; do
        texts+=("${line%%$'\t'*}")
        told+=("${line/$'\t'/  -- }")
    done
    case $kind in
        files) _files ;;
        part) compadd -U -S '' -l -d told -a texts ;;
        words)
            compadd -U -l -d told -a texts
            # They need not begin with what is typed: then show them, rather than insert what they have in common.
            [[ ${(L)compstate[unambiguous]} == ${(L)PREFIX}* ]] || compstate[insert]=menu ;;
    esac
}
if [[ $funcstack[1] == _searchkit ]]; then _searchkit "$@"; else compdef _searchkit searchkit; fi
"""

_FISH = r"""# Completion of searchkit for fish:  searchkit completion fish > ~/.config/fish/completions/searchkit.fish
function __searchkit_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
    set -e words[1]
    set -l lines (env _SEARCHKIT_COMPLETE=fish $program $words "$typed" 2>/dev/null)
    if test "$lines[1]" = files
        __fish_complete_path "$typed"
    else if test (count $lines) -gt 1
        printf '%s\n' $lines[2..-1]
    end
end
complete -c searchkit -f -a '(__searchkit_complete)'
"""

SCRIPTS: Mapping[str, str] = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def answer(program: Any, shell: str, arguments: Sequence[str]) -> None:
    """Write what may stand at the end of a command line, as the script of the shell asks for it."""
    if shell in _ANSWERS and arguments:
        sys.stdout.writelines(f"{line}\n" for line in _ANSWERS[shell](program, arguments))


def _for_bash(program: Any, arguments: Sequence[str]) -> list[str]:
    """Asked with the line up to the cursor, and the characters at which bash breaks words."""
    typed = cut(arguments[0], arguments[1] if len(arguments) > 1 else "")
    found = offer(program, typed.words[1:], typed.word)
    return [_kind(found), *replies([each.text for each in found.candidates], typed)]


def _for_zsh(program: Any, arguments: Sequence[str]) -> list[str]:
    """Asked with the words behind the program's name, the last of them the one being typed, all without quotes."""
    return _with_meanings(offer(program, arguments[:-1], arguments[-1]))


def _for_fish(program: Any, arguments: Sequence[str]) -> list[str]:
    """As for zsh, but the word being typed has its quotes."""
    typed = cut(arguments[-1]).word
    found = offer(program, arguments[:-1], typed)
    return _with_meanings(
        replace(found, candidates=tuple(_matched(each, typed) for each in found.candidates))
    )


def _matched(candidate: Candidate, typed: str) -> Candidate:
    """The candidate with the letters that were typed as they were typed.

    fish leaves out what does not have them in this order; with a quotation mark in between it minds their case.
    """
    begun = re.split(r'[:"]', typed)[-1]
    as_typed = re.compile(rf"(?<!\w){re.escape(begun)}", re.IGNORECASE)
    before = len(typed) - len(begun)
    at = as_typed.search(candidate.text, before)
    if '"' not in candidate.text or at is None:
        return candidate
    return replace(candidate, text=candidate.text[: at.start()] + begun + candidate.text[at.end() :])


def _with_meanings(found: Offer) -> list[str]:
    return [
        _kind(found),
        *(f"{each.text}\t{each.about}" if each.about else each.text for each in found.candidates),
    ]


def _kind(found: Offer) -> str:
    if found.files:
        return "files"
    return "part" if any(each.more for each in found.candidates) else "words"


_ANSWERS: Mapping[str, Callable[[Any, Sequence[str]], list[str]]] = {
    "bash": _for_bash,
    "zsh": _for_zsh,
    "fish": _for_fish,
}
