#pragma once
#include <QDialog>
#include <QString>
#include <QStringList>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

/// Where to export to and what. The file's suffix chooses the format.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    struct Form {
        QString title;             ///< "Export Figure"
        QString suggestedName;     ///< file name without folder
        QStringList suffixes;      ///< "png", "pdf", ...; the first is the default
        QStringList contents;      ///< choices of what to export; empty hides the choice
        QString summary;           ///< what will be written, and how large
        bool asksForSize = false;  ///< width in mm and dots per inch
    };
    explicit ExportDialog(const Form& form, QWidget* parent = nullptr);

    QFormLayout& fields() { return *m_fields; }  ///< for further rows

    QString path() const;
    int content() const;
    int widthMm() const;
    int dotsPerInch() const;
    void setSummary(const QString& text);

    void accept() override;  ///< only with a file name of a known suffix; asks before replacing

signals:
    void contentChosen(int content);

private:
    void browse();

    Form m_form;
    QFormLayout* m_fields;
    QLineEdit* m_path;
    QComboBox* m_content;
    QSpinBox *m_width, *m_dpi;
    QLabel *m_summary, *m_fault;
};
