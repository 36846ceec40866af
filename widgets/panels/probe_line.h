#pragma once
#include "panels/probe_reading.h"

#include <QLabel>

#include <vector>

/// A place and what every map reads there, in one line as long as there is room: names get shorter first,
/// then readings are left out from the end, and a dot says so.
class ProbeLine : public QLabel {
    Q_OBJECT
public:
    explicit ProbeLine(QWidget* parent = nullptr);

    void setReadings(const QString& place, const std::vector<ProbeReading>& readings);
    void clearReadings();

    QSize minimumSizeHint() const override { return {0, QLabel::minimumSizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    QString m_place;
    std::vector<ProbeReading> m_readings;
};
