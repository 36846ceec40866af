#!/bin/sh
# One file of tidy.sh, by its compile command.
set -eu
command=$1
file=${command##* -c }
file=${file%% *}

# The same command, preprocessing only; without ccache, which has nothing to gain here.
preprocess=$(echo "$command" | sed -E 's#^[^ ]*ccache ##; s# -o [^ ]+ -c # -E -P -C #')
key=$( (echo "$SHAMAL_TIDY_CHECKS $command"; cd "$SHAMAL_TIDY_BUILD"; eval "$preprocess") \
    | sed "s#$SHAMAL_TIDY_BUILD##g; s#$SHAMAL_TIDY_SOURCE##g" | sha256sum | cut -d' ' -f1)
clean=$SHAMAL_TIDY_CLEAN/$key
if [ -e "$clean" ]; then
    touch "$clean"
    exit 0
fi
if clang-tidy -p "$SHAMAL_TIDY_BUILD" --quiet "$file" 2>/dev/null; then
    : >"$clean"
else
    echo "clang-tidy is not content with $file"
    exit 1
fi
