#!/bin/sh
# The scripts of packaging/ parse, answer --help, refuse what they do not know, and keep their list of packages in order.
# usage: scripts.sh SOURCE-FOLDER
set -eu
source=$(CDPATH='' cd -- "$1" && pwd)
packaging=$source/packaging
failed=0
fault()
{
    echo "$*"
    failed=1
}

for script in bootstrap run check with-display make-demo-model fuzz; do
    sh -n "$packaging/$script" || fault "$script does not parse"
    [ -x "$packaging/$script" ] || fault "$script is not executable"
done
bash -n "$source/.ci/run" || fault ".ci/run does not parse"
shellcheck -x -P "$packaging" "$packaging/bootstrap" "$packaging/run" "$packaging/check" "$packaging/with-display" \
    "$packaging/make-demo-model" "$packaging/fuzz" "$packaging/steps" "$source/.ci/run" "$source"/tests/house/*.sh || fault "shellcheck is not content"

# From another folder, as a user may call them.
cd /
for script in bootstrap run check make-demo-model fuzz; do
    "$packaging/$script" --help | grep -q "^usage: packaging/$script" || fault "$script --help does not tell its usage"
done
for script in bootstrap run make-demo-model fuzz; do
    status=0
    "$packaging/$script" --no-such-option >/dev/null 2>&1 || status=$?
    [ $status -eq 2 ] || fault "$script --no-such-option exits with $status, not 2"
done

run=$("$packaging/bootstrap" --list run)
check=$("$packaging/bootstrap" --list check)
echo "$run" | grep -qx libtorch-dev || fault "section run lacks libtorch-dev"
if echo "$run" | grep -qx clang-tidy; then fault "section run holds what only tests need"; fi
echo "$check" | grep -qx libtorch-dev || fault "section check does not include section run"
echo "$check" | grep -qx clang-tidy || fault "section check lacks clang-tidy"
[ -z "$(echo "$check" | sort | uniq -d)" ] || fault "named twice: $(echo "$check" | sort | uniq -d)"

# What runs the tests has everything, so a second bootstrap has nothing to do: no network, no root.
"$packaging/bootstrap" check | grep -q 'packages are installed' || fault "bootstrap check found something to install"

desktop-file-validate "$packaging/shamal.desktop" || fault "shamal.desktop is not valid"
appstreamcli validate --no-net --no-color "$packaging/shamal.metainfo.xml" || fault "shamal.metainfo.xml is not valid"
exit $failed
