#pragma once
#include <QProcess>
#include <QString>
#include <QStringList>

/// What shamal-batch said to a command line.
struct BatchRun {
    int exitCode = -1;  ///< -1: not finished in time
    QString output;
    QString errors;
};

inline BatchRun runBatch(const QStringList& arguments, int mostMilliseconds)
{
    QProcess process;
    process.start(SHAMAL_BINARY_DIR "/shamal-batch", arguments);
    if (!process.waitForFinished(mostMilliseconds))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}
