#include "dialogs/guide_window.h"

#include "dialogs/fault_box.h"
#include "fields/error.h"
#include "fields/resources.h"

#include <QCoreApplication>
#include <QDialog>
#include <QFile>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Guide)
};
}  // namespace

void showGuide(QWidget* parent)
{
    const auto path = shamal::resourcesFolder() / "guide" / "user-guide.md";
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::ReadOnly)) {
        showFault(
            parent, Words::tr("The user guide cannot be shown"),
            QString::fromUtf8(shamal::InputError(path, Words::tr("the file cannot be read").toStdString(),
                                                 Words::tr("Install the software again").toStdString())
                                  .what()));
        return;
    }
    auto* window = new QDialog(parent);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->setWindowTitle(Words::tr("User Guide"));
    window->resize(760, 800);
    auto* text = new QTextBrowser;
    text->setOpenExternalLinks(true);
    text->document()->setBaseUrl(QUrl::fromLocalFile(file.fileName()));
    text->setMarkdown(QString::fromUtf8(file.readAll()));
    auto* layout = new QVBoxLayout(window);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(text);
    window->show();
}
