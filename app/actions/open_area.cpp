#include "actions/open_area.h"

#include "io/opendap_address.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

#include <array>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(OpenArea)
};

/// `address`: null, or the field to ask for one in, which the dialog takes.
std::optional<shamal::LatLonBox> askForBox(QWidget* parent, const QString& title, QLineEdit* address)
{
    QDialog dialog(parent);
    dialog.setWindowTitle(title);
    auto* form = new QFormLayout(&dialog);
    if (address != nullptr) {
        address->setPlaceholderText(QStringLiteral("https://"));
        address->setObjectName("openAddress");
        address->setMinimumWidth(420);
        form->addRow(Words::tr("Address"), address);
    }
    auto* presets = new QComboBox;
    presets->addItems({Words::tr("A0: Afghanistan, Kyrgyzstan"), Words::tr("A1: Arabian Peninsula, Iraq"),
                       Words::tr("Own bounds")});
    form->addRow(Words::tr("Area"), presets);
    const std::array<QString, 4> names{Words::tr("South"), Words::tr("North"), Words::tr("West"),
                                       Words::tr("East")};
    std::array<QDoubleSpinBox*, 4> bounds{};
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        bounds[i] = new QDoubleSpinBox;
        bounds[i]->setRange(i < 2 ? -90.0 : -360.0, i < 2 ? 90.0 : 360.0);
        bounds[i]->setSuffix(QStringLiteral("°"));
        form->addRow(names[i], bounds[i]);
    }
    const auto show = [&](const shamal::LatLonBox& box) {
        bounds[0]->setValue(box.south);
        bounds[1]->setValue(box.north);
        bounds[2]->setValue(box.west);
        bounds[3]->setValue(box.east);
    };
    show(shamal::kAreaA0);
    QObject::connect(presets, &QComboBox::currentIndexChanged, &dialog, [&](int index) {
        if (index < 2)
            show(index == 0 ? shamal::kAreaA0 : shamal::kAreaA1);
    });
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton* open = buttons->addButton(Words::tr("Open"), QDialogButtonBox::AcceptRole);
    form->addRow(buttons);
    open->setDefault(true);
    const auto check = [&] {
        open->setEnabled(bounds[0]->value() < bounds[1]->value() && bounds[2]->value() < bounds[3]->value() &&
                         (address == nullptr || shamal::isAddress(address->text().trimmed().toStdString())));
    };
    check();
    if (address != nullptr)
        QObject::connect(address, &QLineEdit::textChanged, &dialog, check);
    for (QDoubleSpinBox* bound : bounds)
        QObject::connect(bound, &QDoubleSpinBox::valueChanged, &dialog, check);
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    const bool accepted = dialog.exec() == QDialog::Accepted;
    if (address != nullptr)
        address->setParent(nullptr);
    if (!accepted)
        return std::nullopt;
    return shamal::LatLonBox{bounds[0]->value(), bounds[1]->value(), bounds[2]->value(), bounds[3]->value()};
}

}  // namespace

std::optional<ReadOrder> askForArea(QWidget* parent)
{
    const QStringList names = QFileDialog::getOpenFileNames(parent, Words::tr("Open Area"), {},
                                                            Words::tr("NetCDF (*.nc *.nc4 *.cdf *.netcdf)"));
    if (names.isEmpty())
        return std::nullopt;
    const std::optional<shamal::LatLonBox> box = askForBox(parent, Words::tr("Open Area"), nullptr);
    if (!box)
        return std::nullopt;
    ReadOrder order;
    for (const QString& name : names)
        order.files.emplace_back(name.toStdString());
    order.window = box;
    return order;
}

std::optional<ReadOrder> askForAddress(QWidget* parent)
{
    QLineEdit address;
    const std::optional<shamal::LatLonBox> box = askForBox(parent, Words::tr("Open Address"), &address);
    if (!box)
        return std::nullopt;
    ReadOrder order;
    order.files.emplace_back(address.text().trimmed().toStdString());
    order.window = box;
    return order;
}
