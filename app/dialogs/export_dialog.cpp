#include "dialogs/export_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace {

QString lastFolder()
{
    const QString folder = QSettings().value("export/folder").toString();
    return QFileInfo(folder).isDir() ? folder : QDir::homePath();
}

}  // namespace

ExportDialog::ExportDialog(const Form& form, QWidget* parent)
    : QDialog(parent),
      m_form(form),
      m_fields(new QFormLayout),
      m_path(new QLineEdit),
      m_content(new QComboBox),
      m_width(new QSpinBox),
      m_dpi(new QSpinBox),
      m_summary(new QLabel(form.summary)),
      m_fault(new QLabel)
{
    setWindowTitle(form.title);
    setMinimumWidth(520);
    m_path->setObjectName("exportPath");
    m_path->setAccessibleName(tr("File"));
    m_content->setObjectName("exportContent");
    m_path->setText(QDir(lastFolder()).filePath(form.suggestedName + "." + form.suffixes.front()));

    auto* layout = new QVBoxLayout(this);
    auto* file = new QHBoxLayout;
    auto* browseButton = new QPushButton(tr("Browse…"));
    browseButton->setAutoDefault(false);
    file->addWidget(m_path, 1);
    file->addWidget(browseButton);
    m_fields->addRow(tr("File"), file);
    m_fields->addRow(QString(), new QLabel(tr("Format by suffix: %1").arg(form.suffixes.join(", "))));
    if (!form.contents.isEmpty()) {
        m_content->addItems(form.contents);
        m_content->setCurrentIndex(std::clamp(QSettings().value("export/content/" + form.title).toInt(), 0,
                                              static_cast<int>(form.contents.size()) - 1));
        m_fields->addRow(tr("Content"), m_content);
        connect(m_content, &QComboBox::currentIndexChanged, this, &ExportDialog::contentChosen);
    }
    m_width->setRange(60, 1200);
    m_width->setSuffix(tr(" mm"));
    m_width->setValue(QSettings().value("export/widthMm", 240).toInt());
    m_dpi->setRange(72, 1200);
    m_dpi->setSuffix(tr(" dpi"));
    m_dpi->setValue(QSettings().value("export/dpi", 200).toInt());
    if (form.asksForSize) {
        m_fields->addRow(tr("Width"), m_width);
        m_fields->addRow(tr("Resolution (PNG)"), m_dpi);
    }
    layout->addLayout(m_fields);
    m_summary->setWordWrap(true);
    m_summary->setObjectName("exportSummary");
    layout->addWidget(m_summary);
    m_fault->setWordWrap(true);
    m_fault->setObjectName("exportFault");
    layout->addWidget(m_fault);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* exportButton = buttons->addButton(tr("Export"), QDialogButtonBox::AcceptRole);
    layout->addWidget(buttons);
    exportButton->setDefault(true);  // not before it is in the dialog, or Enter would cancel
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    m_path->selectAll();
    m_path->setFocus();
}

QString ExportDialog::path() const
{
    return m_path->text().trimmed();
}

int ExportDialog::content() const
{
    return m_content->currentIndex();
}

int ExportDialog::widthMm() const
{
    return m_width->value();
}

int ExportDialog::dotsPerInch() const
{
    return m_dpi->value();
}

void ExportDialog::setSummary(const QString& text)
{
    m_summary->setText(text);
}

void ExportDialog::browse()
{
    QStringList filters;
    for (const QString& suffix : m_form.suffixes)
        filters << QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix);
    const QString chosen = QFileDialog::getSaveFileName(this, m_form.title, path(), filters.join(";;"),
                                                        nullptr, QFileDialog::DontConfirmOverwrite);
    if (!chosen.isEmpty())
        m_path->setText(chosen);
}

void ExportDialog::accept()
{
    QFileInfo file(path());
    if (file.suffix().isEmpty()) {
        m_path->setText(path() + "." + m_form.suffixes.front());
        file = QFileInfo(path());
    }
    if (!m_form.suffixes.contains(file.suffix().toLower())) {
        m_fault->setText(
            tr("“.%1” is no format of this export. Use %2.").arg(file.suffix(), m_form.suffixes.join(", ")));
        return;
    }
    if (file.exists()) {
        const auto answer =
            QMessageBox::question(this, m_form.title, tr("%1 exists. Replace it?").arg(file.fileName()),
                                  QMessageBox::Yes | QMessageBox::No);
        if (answer != QMessageBox::Yes)
            return;
    }
    QSettings settings;
    settings.setValue("export/folder", file.absolutePath());
    settings.setValue("export/content/" + m_form.title, content());
    settings.setValue("export/widthMm", widthMm());
    settings.setValue("export/dpi", dotsPerInch());
    QDialog::accept();
}
