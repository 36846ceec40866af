#!/bin/sh
# The tool icons are one family: 24 x 24, 1.5 px lines of the current colour, nothing filled but what says so.
# usage: icons.sh SOURCE-FOLDER
set -eu
cd "$1/resources/icons"
failed=0
for icon in open open-folder demo export-figure export-netcdf export-table pan zoom select-rectangle draw-polygon draw-ellipse pin-probe region-add region-edit region-colour region-combine region-remove home link-view link-time link-colour link-cursor \
    play pause step-back step-forward first last run cancel table info options export; do
    if [ ! -s $icon.svg ]; then
        echo "$icon.svg is missing"
        failed=1
        continue
    fi
    root=$(grep -o '<svg [^>]*>' $icon.svg)
    for attribute in 'viewBox="0 0 24 24"' 'fill="none"' 'stroke="currentColor"' 'stroke-width="1.5"'; do
        case $root in
            *"$attribute"*) ;;
            *) echo "$icon.svg: its root element lacks $attribute"; failed=1 ;;
        esac
    done
    # Colours of its own would vanish on a light or a dark window.
    if grep -Eq '#[0-9a-fA-F]{3}|rgb\(|stroke-width' $icon.svg && [ "$(grep -Eo '#[0-9a-fA-F]{3}|rgb\(|stroke-width' $icon.svg | wc -l)" -ne 1 ]; then
        echo "$icon.svg: a colour or a line width of its own"
        failed=1
    fi
done
[ -s shamal.svg ] || { echo "shamal.svg is missing"; failed=1; }
exit $failed
