#include "panels/analysis_inputs.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Analyses)
};

QString withKind(const QString& name, DataKind kind)
{
    switch (kind) {
        case DataKind::Coarse:
            return Words::tr("%1 (coarse)").arg(name);
        case DataKind::Fine:
            return Words::tr("%1 (fine)").arg(name);
        default:
            return name;
    }
}

}  // namespace

QString filesOf(const shamal::Dataset& dataset)
{
    const std::vector<std::filesystem::path>& files = dataset.files();
    const auto inText = [](const std::filesystem::path& file) {
        return QString::fromStdString(file.string());
    };
    if (files.size() == 1)
        return inText(files.front());
    return QStringLiteral("%1 .. %2 (%3 files)")
        .arg(inText(files.front()), inText(files.back()))
        .arg(files.size());
}

void nameApart(std::vector<AnalysisDataSet>& dataSets)
{
    std::vector<QString> names;
    for (const AnalysisDataSet& dataSet : dataSets)
        names.push_back(dataSet.name);
    for (AnalysisDataSet& dataSet : dataSets) {
        if (std::ranges::count(names, dataSet.name) > 1)
            dataSet.name = withKind(dataSet.name, dataSet.kind);
    }
}
