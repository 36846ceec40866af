#include "dialogs/colours_dialog.h"

#include "map/colour_range.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

ColoursDialog::ColoursDialog(MapBoard& maps, QAction& linkColours, QWidget* parent)
    : QDialog(parent),
      m_maps(maps),
      m_map(new QComboBox),
      m_editor(new ColourEditor),
      m_alone(new QRadioButton(tr("This m&ap"))),
      m_together(new QRadioButton(tr("All maps with the same &units")))
{
    setObjectName(QStringLiteral("coloursDialog"));
    setWindowTitle(tr("Colours"));
    m_map->setObjectName(QStringLiteral("colourMap"));
    m_alone->setObjectName(QStringLiteral("colourAlone"));
    m_together->setObjectName(QStringLiteral("colourTogether"));
    auto* reach = new QVBoxLayout;
    reach->setSpacing(4);
    reach->addWidget(m_together);
    reach->addWidget(m_alone);
    m_editor->fields().insertRow(0, tr("&Map"), m_map);
    m_editor->fields().insertRow(1, tr("Apply to"), reach);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);  // Enter in a field ends the field
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_editor);
    layout->addStretch();
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);

    const auto showReach = [this](bool linked) { (linked ? m_together : m_alone)->setChecked(true); };
    showReach(linkColours.isChecked());
    connect(&linkColours, &QAction::toggled, this, showReach);
    connect(m_together, &QRadioButton::toggled, &linkColours, &QAction::setChecked);
    connect(m_map, &QComboBox::activated, this, [this] { chooseMap(m_map->currentData().toInt()); });
    connect(m_editor, &ColourEditor::scaleEdited, this,
            [this](const ColourScale& scale) { m_maps.link().editColours(&view(), scale); });
    connect(m_editor, &ColourEditor::rangeAsked, this, &ColoursDialog::takeRange);
    connect(&m_maps.link(), &ViewLink::coloursEdited, this, [this] {
        if (m_shown != nullptr)  // closed meanwhile; the dialog is hidden then
            m_editor->setScale(view().colourScale());
    });
    refresh();
}

MapView& ColoursDialog::view() const
{
    return *m_shown;
}

void ColoursDialog::setRegion(const std::optional<shamal::LatLonBox>& region)
{
    m_region = region;
    m_editor->setRegionKnown(region.has_value());
}

void ColoursDialog::chooseMap(int map)
{
    m_shown = &m_maps.view(map);
    m_editor->setMessage({});
    refresh();
}

void ColoursDialog::refresh()
{
    const QSignalBlocker quiet(m_map);
    m_map->clear();
    int shown = -1;
    for (int map = 0; map < m_maps.count(); ++map) {
        if (!m_maps.view(map).hasField())
            continue;
        if (&m_maps.view(map) == m_shown)
            shown = m_map->count();
        m_map->addItem(m_maps.view(map).field().title, map);
    }
    m_map->setCurrentIndex(shown < 0 ? 0 : shown);
    if (shown < 0 || m_shown == nullptr)
        m_shown = &m_maps.view(m_map->count() > 0 ? m_map->currentData().toInt() : 0);
    m_editor->setEnabled(m_map->count() > 0);
    m_editor->setScale(view().colourScale());
}

void ColoursDialog::takeRange(ColourEditor::RangeSource source, double lowPercent, double highPercent)
{
    const MapField& field = view().field();
    std::vector<float> values = field.values;
    if (source == ColourEditor::RangeSource::View)
        values = valuesWithin(field, view().view());
    else if (source == ColourEditor::RangeSource::Region && m_region)
        values = valuesWithin(field, *m_region);
    const auto range = percentiles(values, lowPercent, highPercent);
    if (!range) {
        m_editor->setMessage(source == ColourEditor::RangeSource::Region
                                 ? tr("The region holds no data on this map.")
                                 : tr("There are no data in view."));
        return;
    }
    const auto scale = withRange(view().colourScale(), range->first, range->second);
    if (!scale) {
        m_editor->setMessage(
            lowPercent < highPercent
                ? tr("All values between these percentiles are alike, or none is above zero.")
                : tr("The low percentile has to be less than the high one."));
        return;
    }
    m_editor->setMessage({});
    m_maps.link().editColours(&view(), *scale);
}
