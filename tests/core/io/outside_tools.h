#pragma once
#include <QFile>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QtGlobal>

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <stdexcept>
#include <string>

/// What a program of somebody else printed and how it ended.
struct ToolRun {
    int exitCode = -1;
    QString output;
    QString errors;
};

inline ToolRun runTool(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(120000) || process.exitStatus() != QProcess::NormalExit)
        throw std::runtime_error((program + ": " + process.errorString()).toStdString());
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

/// Makes a netCDF file of its text form with ncgen; `format` as ncgen's -k takes it.
inline std::filesystem::path fileOfCdl(const QTemporaryDir& folder, const QString& name, const QString& cdl,
                                       const QString& format = "nc4")
{
    const QString text = folder.filePath(name + ".cdl");
    const QString target = folder.filePath(name);
    QFile file(text);
    if (!file.open(QIODevice::WriteOnly) || file.write(cdl.toUtf8()) < 0)
        throw std::runtime_error("the CDL text could not be written");
    file.close();
    const ToolRun made = runTool("ncgen", {"-k", format, "-o", target, text});
    if (made.exitCode != 0)
        throw std::runtime_error(("ncgen: " + made.errors).toStdString());
    return target.toStdString();
}

inline std::filesystem::path testData(const std::string& name)
{
    return std::filesystem::path(SHAMAL_TEST_DATA) / name;
}

/// Whether a message holds all of these words; tells which it lacks.
inline bool says(const std::string& complaint, std::initializer_list<const char*> words)
{
    return std::ranges::all_of(words, [&complaint](const char* word) {
        const bool found = complaint.find(word) != std::string::npos;
        if (!found)
            qWarning("\"%s\" lacks \"%s\"", complaint.c_str(), word);
        return found;
    });
}
