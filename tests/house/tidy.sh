#!/bin/sh
# clang-tidy over core, widgets and app. A file that was found clean is not looked at again until its preprocessed text, its
# command or the checks change; what was found clean is remembered in the user's cache folder, as ccache does.
# usage: tidy.sh SOURCE-FOLDER BUILD-FOLDER
set -eu
command -v clang-tidy >/dev/null || { echo "tidy: clang-tidy is not installed; packaging/bootstrap check installs it" >&2; exit 1; }
source=$(CDPATH='' cd -- "$1" && pwd)
build=$(CDPATH='' cd -- "$2" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
SHAMAL_TIDY_CLEAN=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/shamal-tidy
SHAMAL_TIDY_CHECKS=$( (clang-tidy --version; cat "$source/.clang-tidy" "$here/tidy_file.sh") | sha256sum | cut -d' ' -f1)
SHAMAL_TIDY_SOURCE=$source
SHAMAL_TIDY_BUILD=$build
export SHAMAL_TIDY_CLEAN SHAMAL_TIDY_CHECKS SHAMAL_TIDY_SOURCE SHAMAL_TIDY_BUILD
mkdir -p "$SHAMAL_TIDY_CLEAN"
find "$SHAMAL_TIDY_CLEAN" -type f -mtime +60 -delete

commands=$(mktemp)
trap 'rm -f "$commands"' EXIT
# CMake writes one "command" a line. LibTorch's module is left out: 23 s a file, and clang cannot read gcc's precompiled header.
grep '"command":' "$build/compile_commands.json" \
    | sed -nE 's/^ *"command": "(.*)",?$/\1/p' | sed 's/\\"/"/g; s/\\\\/\\/g' \
    | grep -E " -c $source/(core|widgets|app)/[^ ]+\.cpp" | grep -v ' -c [^ ]*/core/downscale/module/' >"$commands" || true
if [ ! -s "$commands" ]; then
    echo "tidy: $build/compile_commands.json names no source of core, widgets or app" >&2
    exit 1
fi
tr '\n' '\0' <"$commands" | xargs -0 -n 1 -P "$(nproc)" sh "$here/tidy_file.sh"
echo "clang-tidy finds nothing in $(wc -l <"$commands") files."
