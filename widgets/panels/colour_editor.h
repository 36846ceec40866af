#pragma once
#include "map/colour_scale.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;

/// Edits one colour scale by mouse or keyboard. Knows no map: it tells each change at once, and asks for a
/// range of data by signal.
class ColourEditor : public QWidget {
    Q_OBJECT
public:
    /// Where a range comes from.
    enum class RangeSource { View, Region, Field };

    explicit ColourEditor(QWidget* parent = nullptr);

    /// Shows a scale without telling of it.
    void setScale(const ColourScale& scale);
    const ColourScale& scale() const { return m_scale; }
    /// What is wrong, in a sentence; empty: nothing.
    void setMessage(const QString& message);
    void setRegionKnown(bool known);
    /// Its rows, for others to stand above them.
    QFormLayout& fields() { return *m_fields; }

signals:
    void scaleEdited(const ColourScale& scale);
    /// Percentiles 0..100 of the cells of `source`.
    void rangeAsked(ColourEditor::RangeSource source, double lowPercent, double highPercent);

private:
    void buildFields();
    void connectFields();
    void showScale();
    void edit(const ColourScale& scale);
    void readRange();
    void readKind();
    void readThreshold();

    /// What a log10 scale took away as it has no place for it.
    struct BeforeLog {
        double minimum;
        bool centred;
        double madeUp;  ///< the floor it got instead
    };

    ColourScale m_scale;
    std::optional<BeforeLog> m_beforeLog;
    bool m_showing = false;  // fields follow the scale, not the other way round
    QFormLayout* m_fields;
    QListWidget* m_palettes;
    QCheckBox *m_reversed, *m_centred, *m_locked;
    QSpinBox* m_steps;
    QComboBox* m_kind;
    QLineEdit *m_threshold, *m_minimum, *m_maximum;
    QDoubleSpinBox *m_low, *m_high;
    QPushButton *m_fromView, *m_fromRegion, *m_fromField;
    QLabel* m_message;
};
