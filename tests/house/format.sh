#!/bin/sh
# Every source file is as clang-format writes it.  usage: format.sh SOURCE-FOLDER
set -eu
cd "$1"
files=$(find core widgets app tests -type f \( -name '*.h' -o -name '*.cpp' \) | sort)
# File names of this project hold no blanks: splitting is meant.
# shellcheck disable=SC2086
if ! clang-format --dry-run -Werror $files; then
    echo "Put it right with:  clang-format -i FILE..." >&2
    exit 1
fi
echo "$(echo "$files" | wc -l) files are formatted."
