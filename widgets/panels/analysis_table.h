#pragma once
#include "fields/region.h"
#include "panels/analyses.h"

#include <filesystem>
#include <span>
#include <string>

/// Writes analysis results as a tidy CSV, one number a row, or as JSON (by the suffix), with what they are
/// of: data, days, region, season, transform, options; in JSON also the shape of the region and what was left
/// out. A number of a day has the date for a lag, and "date" for its unit. Atomically, numbers in full.
/// Throws shamal::OutputError; shamal::InputError when there are none.
void writeTable(const std::filesystem::path& path, std::span<const AnalysisResult> results);

/// The JSON that it writes.
std::string tableAsJson(std::span<const AnalysisResult> results);

/// What was left out, and why: the notes and the words in place of curves.
QStringList notesOf(const AnalysisResult& result);
