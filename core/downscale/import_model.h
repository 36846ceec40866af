#pragma once
#include "downscale/model_package.h"
#include "fields/field_series.h"

#include <filesystem>
#include <optional>
#include <string>

namespace shamal {

/// Files of the published method's authors, and what they do not tell.
struct ImportRequest {
    std::filesystem::path encoder;   ///< `transfer_unet_small.pt`: state dict of stage A, names `unet.*`
    std::filesystem::path denoiser;  ///< `s2s_model.pt`: of stage B, `tiny.core.*` (encoder) and `unet3d.*`
    std::filesystem::path
        normalisation;  ///< `norm_params.npz`: g_min, g_max (fine), m_min, m_max (coarse), of log10 values
    LatLonBox area;
    Season season = Season::All;
    std::string variable = "DUEXTTAU";
    std::string units = "1";
    std::string name;
    Grid fineGrid;                         ///< of the area
    std::optional<FieldSeries> elevation;  ///< metres, on the fine grid; the shipped terrain without
    bool synthetic = false;
    std::filesystem::path output;  ///< package folder to make
    std::string command;           ///< for ModelCard::trainedWith
};

/// The lattice of the Nature Run (METHOD.md, section 1) inside an area: multiples of 0.0625 degrees.
Grid natureRunGrid(const LatLonBox& area);

/// Makes a model package of the published profile from the authors' files and returns its card. Numbers keep
/// the precision of the files. Its maps are publishedMaps(). Throws InputError when a file is damaged, is not
/// what it should be, or the two encoders differ.
ModelCard importModel(const ImportRequest& request);

}  // namespace shamal
