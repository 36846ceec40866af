#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

namespace shamal {

/// Appends to training.csv (stage,step,loss,validation,rate,seconds) and training.jsonl (the same, one JSON
/// object a line) in a folder, which is made if need be. Without a folder it does nothing.
class TrainingLog {
public:
    struct Line {
        std::int64_t step = 0;
        double loss = 0.0;        ///< of this step
        double validation = 0.0;  ///< NaN when not validated
        double rate = 0.0;        ///< learning rate
        double seconds = 0.0;     ///< of the stage so far
    };
    TrainingLog(std::filesystem::path folder, std::string stage);
    void write(const Line& line);  ///< throws OutputError
    std::int64_t csvBytes() const;
    std::int64_t jsonBytes() const;
    /// Drops what an interrupted run wrote after its checkpoint. A finished stage leaves later stages' lines.
    void cutTo(std::int64_t csvBytes, std::int64_t jsonBytes, bool finished);

private:
    std::filesystem::path m_csv, m_json;
    std::string m_stage;
};

}  // namespace shamal
