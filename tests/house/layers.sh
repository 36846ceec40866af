#!/bin/sh
# The layers of ARCHITECTURE.md: app -> widgets -> core, and LibTorch in core/downscale alone.
# usage: layers.sh SOURCE-FOLDER; prints every include or link that breaks them, fails when there is one.
set -eu
cd "$1"
broken=0
includes=$(mktemp)
trap 'rm -f "$includes"' EXIT

sources()
{
    find "$@" -type f \( -name '*.h' -o -name '*.cpp' \) | sort
}

# forbid "WHO MAY NOT WHAT" PATTERN FILES...
forbid()
{
    rule=$1
    pattern=$2
    shift 2
    if [ $# -eq 0 ]; then return 0; fi
    found=$(grep -EHn "$pattern" "$@" || true)
    if [ -n "$found" ]; then
        echo "$rule:"
        echo "$found" | sed 's/^/    /'
        broken=1
    fi
}

# Quoted includes name files from the root of a layer ("map/map_view.h"): a name that LAYER and the layers under it do not
# hold, but a layer above does, reaches upwards.
forbid_upwards()
{
    layer=$1
    own=$2
    above=$3
    # Lines of FILE "NAME"; no name of this project holds a blank.
    find "$layer" -type f \( -name '*.h' -o -name '*.cpp' \) -exec \
        sed -nE '/^[[:space:]]*#[[:space:]]*include[[:space:]]*"/{F;s/[^"]*"([^"]+)".*/\1/p;}' {} + \
        | paste -d' ' - - | sort >"$includes"
    while read -r file name; do
        for folder in $own "${file%/*}"; do
            if [ -e "$folder/$name" ]; then continue 2; fi
        done
        for folder in $above; do
            if [ -e "$folder/$name" ]; then
                echo "$layer/ includes $folder/:"
                echo "    $file: \"$name\""
                broken=1
            fi
        done
    done <"$includes"
}

include='^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]'
quoted='^[[:space:]]*#[[:space:]]*include[[:space:]]*"'
torch="${include}(torch/|ATen/|c10/|caffe2/)"
lists()
{
    find "$@" -name CMakeLists.txt | sort
}

for folder in core widgets app; do
    if [ ! -d $folder ]; then
        echo "$1 has no folder $folder/: not this project's source" >&2
        exit 2
    fi
done

# File names of this project hold no blanks: splitting is meant.
# shellcheck disable=SC2046
{
    forbid "core/ includes Qt" "${include}(Q[A-Z]|Qt)" $(sources core)
    forbid "core/ includes QCustomPlot" "${include}[^\">]*qcustomplot" $(sources core)
    forbid "core/ includes VTK" "${include}(vtk|[^\">]*/vtk)" $(sources core)
    forbid "core/ links Qt or VTK" '^[^#]*(Qt6?::|VTK::|[Qq][Cc]ustom[Pp]lot|shamal_widgets|shamal_app)' $(lists core)
    forbid "widgets/ links the application" '^[^#]*(shamal_app|shamal_batch)' $(lists widgets)
    forbid "code outside core/downscale includes LibTorch" "$torch" \
        $(sources core widgets app | grep -v '^core/downscale/')
    forbid "a layer is entered by way of .. or its own name" "${quoted}(\\.\\./|([^\">]*/)?(core|widgets|app)/[a-z_]+/)" \
        $(sources core widgets app)
}
forbid_upwards core core "widgets app"
forbid_upwards widgets "widgets core" app

if [ $broken -ne 0 ]; then
    echo "The layers are broken; ARCHITECTURE.md tells who may use whom." >&2
    exit 1
fi
echo "The layers hold: $(sources core widgets app | wc -l) files."
