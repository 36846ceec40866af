#include "dialogs/fault_box.h"

#include <QMessageBox>

void showFault(QWidget* parent, const QString& title, const QString& message)
{
    auto* box = new QMessageBox(QMessageBox::Warning, title, title, QMessageBox::Close, parent);
    box->setObjectName("faultBox");
    box->setInformativeText(message);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}
