#include "downscale/module/training_log.h"

#include "fields/error.h"

#include <fmt/format.h>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

namespace shamal {

namespace {

constexpr const char* kRemedy = "Check the folder's permissions and the space on the disk";

void append(const std::filesystem::path& file, const std::string& line)
{
    std::ofstream out(file, std::ios::app);
    out << line << '\n';
    out.close();
    if (!out)
        throw OutputError(file, "cannot be written", kRemedy);
}

std::int64_t bytesOf(const std::filesystem::path& file)
{
    std::error_code none;
    const auto size = std::filesystem::file_size(file, none);
    return none ? 0 : static_cast<std::int64_t>(size);
}

void cut(const std::filesystem::path& file, std::int64_t bytes)
{
    std::error_code none;
    if (bytesOf(file) > bytes)
        std::filesystem::resize_file(file, static_cast<std::uintmax_t>(bytes), none);
}

}  // namespace

TrainingLog::TrainingLog(std::filesystem::path folder, std::string stage) : m_stage(std::move(stage))
{
    if (folder.empty())
        return;
    std::error_code fault;
    std::filesystem::create_directories(folder, fault);
    if (fault)
        throw OutputError(folder, "cannot be made: " + fault.message(), "Choose a folder you may write to");
    m_csv = folder / "training.csv";
    m_json = folder / "training.jsonl";
    if (bytesOf(m_csv) == 0)
        append(m_csv, "stage,step,loss,validation,rate,seconds");
}

void TrainingLog::write(const Line& line)
{
    if (m_csv.empty())
        return;
    const bool validated = std::isfinite(line.validation);
    append(m_csv,
           fmt::format("{},{},{:.6g},{},{:.6g},{:.1f}", m_stage, line.step, line.loss,
                       validated ? fmt::format("{:.6g}", line.validation) : "", line.rate, line.seconds));
    nlohmann::json json{{"stage", m_stage},
                        {"step", line.step},
                        {"loss", line.loss},
                        {"rate", line.rate},
                        {"seconds", line.seconds}};
    if (validated)
        json["validation"] = line.validation;
    append(m_json, json.dump());
}

std::int64_t TrainingLog::csvBytes() const
{
    return bytesOf(m_csv);
}

std::int64_t TrainingLog::jsonBytes() const
{
    return bytesOf(m_json);
}

void TrainingLog::cutTo(std::int64_t csvBytes, std::int64_t jsonBytes, bool finished)
{
    if (m_csv.empty() || finished)
        return;
    cut(m_csv, csvBytes);
    cut(m_json, jsonBytes);
}

}  // namespace shamal
