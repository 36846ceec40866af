#pragma once
#include <QByteArray>
#include <QFile>
#include <QList>
#include <QString>

#include <stdexcept>
#include <vector>

/// The numbers behind `name` in a file of the calling test folder's reference/, whose lines are
/// "name,number,number,...".
inline std::vector<double> referenceRow(const QString& file, const QByteArray& name)
{
    QFile source(QStringLiteral(SHAMAL_REFERENCE) + QStringLiteral("/") + file);
    if (!source.open(QIODevice::ReadOnly))
        throw std::runtime_error("No reference file " + file.toStdString());
    while (!source.atEnd()) {
        const QList<QByteArray> parts = source.readLine().trimmed().split(',');
        if (parts.front() != name)
            continue;
        std::vector<double> numbers;
        for (qsizetype i = 1; i < parts.size(); ++i)
            numbers.push_back(parts[i].toLower() == "nan" ? qQNaN() : parts[i].toDouble());
        return numbers;
    }
    throw std::runtime_error("No row " + name.toStdString() + " in " + file.toStdString());
}
