#!/bin/sh
# layers.sh must find each way of breaking the layers, and nothing in a house that keeps them.
set -eu
layers=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/layers.sh
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
failed=0

build_sound_house()
{
    rm -rf "$house"
    mkdir -p "$house/core/fields" "$house/core/downscale" "$house/widgets/map" "$house/app/batch"
    cd "$house"
    echo '#include <vector>' >core/fields/grid.h
    printf '#include "fields/grid.h"\n// #include <QString> is said, not done\n' >core/fields/grid.cpp
    printf '#include <torch/torch.h>\n#include <ATen/core/op_registration/adaption.h>\n' >core/downscale/network.cpp
    printf '#include "fields/grid.h"\n#include <QWidget>\n#include <vtkActor.h>\n' >widgets/map/map_view.h
    printf '#include "map/map_view.h"\n#include "batch/verb.h"\n' >app/main_window.h
    echo '#include <QStringList>' >app/batch/verb.h
    echo 'target_link_libraries(shamal_core PUBLIC fmt::fmt)  # never Qt' >core/CMakeLists.txt
    echo 'target_link_libraries(shamal_widgets PUBLIC shamal_core Qt6::Widgets)' >widgets/CMakeLists.txt
}

# expect NAME FILE LINE: adding LINE to FILE of a sound house must be found, with the file's name.
expect()
{
    build_sound_house
    echo "$3" >>"$2"
    if said=$(sh "$layers" "$house" 2>&1); then
        echo "NOT FOUND: $1"
        failed=1
    elif ! echo "$said" | grep -q "$2"; then
        echo "FOUND WITHOUT NAMING $2: $1: $said"
        failed=1
    fi
}

build_sound_house
if ! sh "$layers" "$house"; then
    echo "A sound house was refused."
    failed=1
fi
expect "Qt class in core" core/fields/grid.cpp '#include <QString>'
expect "Qt module in core, odd spacing" core/fields/grid.h '  #  include <QtCore/QString>'
expect "Qt in quotes in core" core/fields/grid.h '#include "QString"'
expect "VTK in core" core/fields/grid.cpp '#include <vtkSmartPointer.h>'
expect "VTK by folder in core" core/fields/grid.cpp '#include <vtk-9.1/vtkActor.h>'
expect "QCustomPlot in core" core/downscale/network.cpp '#include <qcustomplot.h>'
expect "widgets in core" core/fields/grid.cpp '#include "map/map_view.h"'
expect "app in core" core/fields/grid.cpp '#include "batch/verb.h"'
expect "Qt linked to core" core/CMakeLists.txt 'target_link_libraries(shamal_core PRIVATE Qt6::Core)'
expect "VTK linked to core" core/CMakeLists.txt '    VTK::CommonCore'
expect "app in widgets" widgets/map/map_view.h '#include "main_window.h"'
expect "app in widgets by path" widgets/map/map_view.h '#include "../../app/main_window.h"'
expect "app linked to widgets" widgets/CMakeLists.txt 'target_link_libraries(shamal_widgets PRIVATE shamal_app)'
expect "LibTorch in another folder of core" core/fields/grid.h '#include <torch/script.h>'
expect "LibTorch in widgets" widgets/map/map_view.h '#include <ATen/ATen.h>'
expect "LibTorch in app" app/main_window.h '#include <c10/util/Optional.h>'
exit $failed
