#include "panels/colour_editor.h"

#include "map/colour_range.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace {

constexpr QSize kSwatch(144, 14);
constexpr int kMostSteps = 32;

QIcon swatch(const Palette& palette)
{
    const ColourScale scale{.palette = &palette};
    QPixmap pixmap(kSwatch);
    QPainter painter(&pixmap);
    for (int x = 0; x < kSwatch.width(); ++x)
        painter.fillRect(x, 0, 1, kSwatch.height(), scale.entry(scale.entryAt((x + 0.5) / kSwatch.width())));
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected);  // else tinted with the accent
    return icon;
}

/// As typed: with a point or the locale's own sign, with a hyphen or a minus. NaN if it is no number.
double numberOf(const QLineEdit& field)
{
    const QString text = field.text().trimmed().replace(QChar(0x2212), QLatin1Char('-'));
    bool good = false;
    double number = text.toDouble(&good);
    if (!good)
        number = QLocale().toDouble(text, &good);
    return good ? number : std::nan("");
}

void showNumber(QLineEdit& field, double number)
{
    const QString text = QString::number(number, 'g', 6).replace(QLatin1Char('-'), QChar(0x2212));
    field.setText(QString(text).replace(QLatin1Char('.'), QLocale().decimalPoint()));
}

QDoubleSpinBox* percentField(double value, const QString& name)
{
    auto* field = new QDoubleSpinBox;
    field->setRange(0.0, 100.0);
    field->setDecimals(1);
    field->setValue(value);
    field->setSuffix(QStringLiteral(" %"));
    field->setAccessibleName(name);
    return field;
}

}  // namespace

ColourEditor::ColourEditor(QWidget* parent)
    : QWidget(parent),
      m_fields(new QFormLayout),
      m_palettes(new QListWidget),
      m_reversed(new QCheckBox(tr("Re&versed"))),
      m_centred(new QCheckBox(tr("S&ymmetric about zero"))),
      m_locked(new QCheckBox(tr("Loc&k the range"))),
      m_steps(new QSpinBox),
      m_kind(new QComboBox),
      m_threshold(new QLineEdit),
      m_minimum(new QLineEdit),
      m_maximum(new QLineEdit),
      m_low(percentField(1.0, tr("Low percentile"))),
      m_high(percentField(99.0, tr("High percentile"))),
      m_fromView(new QPushButton(tr("From Vie&w"))),
      m_fromRegion(new QPushButton(tr("From Re&gion"))),
      m_fromField(new QPushButton(tr("From Wh&ole Map"))),
      m_message(new QLabel)
{
    m_palettes->setIconSize(kSwatch);
    m_palettes->setUniformItemSizes(true);
    for (const Palette& palette : palettes())
        m_palettes->addItem(new QListWidgetItem(swatch(palette), palette.name));
    m_palettes->setFixedHeight(m_palettes->sizeHintForRow(0) * 6 + 2 * m_palettes->frameWidth());
    m_palettes->setMinimumWidth(kSwatch.width() + 96);
    m_steps->setRange(1, kMostSteps);
    m_steps->setSpecialValueText(tr("Continuous"));
    m_kind->addItems({tr("Linear"), tr("Logarithmic"), tr("Symmetric logarithmic")});
    m_message->setWordWrap(true);
    m_message->setObjectName(QStringLiteral("colourMessage"));
    m_message->hide();
    m_palettes->setAccessibleName(tr("Palette"));
    const std::pair<QWidget*, const char*> names[] = {
        {m_palettes, "colourPalettes"}, {m_reversed, "colourReversed"},
        {m_centred, "colourCentred"},   {m_locked, "colourLocked"},
        {m_steps, "colourSteps"},       {m_kind, "colourKind"},
        {m_threshold, "colourLinear"},  {m_minimum, "colourMinimum"},
        {m_maximum, "colourMaximum"},   {m_low, "colourLow"},
        {m_high, "colourHigh"},         {m_fromView, "colourFromView"},
        {m_fromField, "colourFromMap"}, {m_fromRegion, "colourFromRegion"}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(QLatin1String(name));
    for (QPushButton* button : {m_fromView, m_fromRegion, m_fromField})
        button->setAutoDefault(false);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(m_fields);
    buildFields();
    layout->addWidget(m_message);
    connectFields();
    showScale();
}

void ColourEditor::buildFields()
{
    QFormLayout* const fields = m_fields;
    fields->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    fields->addRow(tr("&Palette"), m_palettes);
    auto* steps = new QHBoxLayout;
    steps->addWidget(m_steps);
    steps->addWidget(m_reversed);
    steps->addStretch();
    fields->addRow(tr("&Steps"), steps);
    qobject_cast<QLabel*>(fields->labelForField(steps))->setBuddy(m_steps);
    fields->addRow(tr("Sca&le"), m_kind);
    fields->addRow(tr("Linear &to ±"), m_threshold);
    auto* range = new QHBoxLayout;
    range->addWidget(m_minimum);
    range->addWidget(new QLabel(QStringLiteral("–")));
    range->addWidget(m_maximum);
    fields->addRow(tr("Ra&nge"), range);
    qobject_cast<QLabel*>(fields->labelForField(range))->setBuddy(m_minimum);
    m_minimum->setAccessibleName(tr("Minimum"));
    m_maximum->setAccessibleName(tr("Maximum"));
    fields->addRow(QString(), m_centred);
    fields->addRow(QString(), m_locked);
    auto* percents = new QHBoxLayout;
    percents->addWidget(m_low);
    percents->addWidget(new QLabel(QStringLiteral("–")));
    percents->addWidget(m_high);
    percents->addStretch();
    fields->addRow(tr("P&ercentiles"), percents);
    qobject_cast<QLabel*>(fields->labelForField(percents))->setBuddy(m_low);
    auto* sources = new QHBoxLayout;
    for (QPushButton* button : {m_fromView, m_fromRegion, m_fromField})
        sources->addWidget(button);
    fields->addRow(QString(), sources);
}

void ColourEditor::connectFields()
{
    connect(m_palettes, &QListWidget::currentRowChanged, this, [this](int row) {
        ColourScale scale = m_scale;
        scale.palette = &palettes()[static_cast<std::size_t>(std::max(row, 0))];
        edit(scale);
    });
    connect(m_reversed, &QCheckBox::toggled, this, [this](bool reversed) {
        ColourScale scale = m_scale;
        scale.reversed = reversed;
        edit(scale);
    });
    connect(m_locked, &QCheckBox::toggled, this, [this](bool locked) {
        ColourScale scale = m_scale;
        scale.locked = locked;
        edit(scale);
    });
    connect(m_centred, &QCheckBox::toggled, this, [this](bool centred) {
        ColourScale scale = m_scale;
        scale.centred = centred;
        edit(withRange(scale, scale.minimum, scale.maximum).value_or(scale));
    });
    connect(m_steps, &QSpinBox::valueChanged, this, [this](int steps) {
        ColourScale scale = m_scale;
        scale.steps = steps == 1 ? 0 : steps;
        edit(scale);
    });
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ColourEditor::readKind);
    connect(m_threshold, &QLineEdit::editingFinished, this, &ColourEditor::readThreshold);
    for (const QLineEdit* field : {m_minimum, m_maximum})
        connect(field, &QLineEdit::editingFinished, this, &ColourEditor::readRange);
    const auto ask = [this](QPushButton* button, RangeSource source) {
        connect(button, &QPushButton::clicked, this,
                [this, source] { emit rangeAsked(source, m_low->value(), m_high->value()); });
    };
    ask(m_fromView, RangeSource::View);
    ask(m_fromRegion, RangeSource::Region);
    ask(m_fromField, RangeSource::Field);
}

void ColourEditor::setScale(const ColourScale& scale)
{
    if (m_scale == scale)
        return;  // what is being typed stays
    m_scale = scale;
    showScale();
}

void ColourEditor::setMessage(const QString& message)
{
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
}

void ColourEditor::setRegionKnown(bool known)
{
    m_fromRegion->setEnabled(known && !m_scale.locked);
    m_fromRegion->setProperty("known", known);
}

void ColourEditor::showScale()
{
    const QScopedValueRollback guard(m_showing, true);
    const auto at = std::find_if(palettes().begin(), palettes().end(),
                                 [this](const Palette& palette) { return &palette == &m_scale.colours(); });
    m_palettes->setCurrentRow(static_cast<int>(at - palettes().begin()));
    m_reversed->setChecked(m_scale.reversed);
    m_steps->setValue(m_scale.steps == 0 ? 1 : m_scale.steps);
    m_kind->setCurrentIndex(static_cast<int>(m_scale.kind));
    m_centred->setChecked(m_scale.centred);
    m_locked->setChecked(m_scale.locked);
    showNumber(*m_minimum, m_scale.minimum);
    showNumber(*m_maximum, m_scale.maximum);
    showNumber(*m_threshold, m_scale.threshold);
    const bool free = !m_scale.locked;
    m_fields->setRowVisible(m_threshold, m_scale.kind == ColourScale::Kind::SymmetricLog);
    m_centred->setEnabled(free && m_scale.kind != ColourScale::Kind::Log10);
    m_minimum->setEnabled(free && !m_scale.centred);
    m_maximum->setEnabled(free);
    m_fromView->setEnabled(free);
    m_fromField->setEnabled(free);
    m_fromRegion->setEnabled(free && m_fromRegion->property("known").toBool());
}

void ColourEditor::edit(const ColourScale& scale)
{
    if (m_showing)
        return;
    setMessage({});
    m_scale = scale;
    showScale();
    emit scaleEdited(m_scale);
}

void ColourEditor::readKind()
{
    if (m_showing)
        return;
    const auto kind = static_cast<ColourScale::Kind>(m_kind->currentIndex());
    ColourScale before = m_scale;
    const bool floorMadeUp =
        m_beforeLog && m_scale.kind == ColourScale::Kind::Log10 && m_scale.minimum == m_beforeLog->madeUp;
    if (floorMadeUp) {
        // Nobody asked for the floor: stepping through the list of kinds must not lose the range.
        before.minimum = m_beforeLog->minimum;
        before.centred = m_beforeLog->centred;
    }
    const auto scale = withKind(before, kind);
    if (scale && kind == ColourScale::Kind::Log10 && scale->minimum != m_scale.minimum)
        m_beforeLog = BeforeLog{m_scale.minimum, m_scale.centred, scale->minimum};
    if (scale)
        return edit(*scale);
    showScale();
    setMessage(tr("A logarithmic scale needs values above zero: type a larger maximum first."));
}

void ColourEditor::readThreshold()
{
    if (m_showing || !m_threshold->isModified())
        return;
    ColourScale scale = m_scale;
    scale.threshold = numberOf(*m_threshold);
    if (scale.threshold > 0.0 && scale.threshold < std::max(std::abs(scale.minimum), std::abs(scale.maximum)))
        return edit(scale);
    showScale();
    setMessage(tr("The linear part has to be above zero and narrower than the range."));
}

void ColourEditor::readRange()
{
    // Fields round what they show: one that was only passed by must not change the range.
    if (m_showing || (!m_minimum->isModified() && !m_maximum->isModified()))
        return;
    const double minimum = m_minimum->isModified() ? numberOf(*m_minimum) : m_scale.minimum;
    const double maximum = m_maximum->isModified() ? numberOf(*m_maximum) : m_scale.maximum;
    const bool floorless = m_scale.kind == ColourScale::Kind::Log10 && minimum <= 0.0;
    const auto scale = m_scale.centred ? withRange(m_scale, -maximum, maximum)
                       : floorless     ? std::nullopt
                                       : withRange(m_scale, minimum, maximum);
    if (scale)
        return edit(*scale);
    setMessage(std::isnan(minimum) || std::isnan(maximum) ? tr("The range needs two numbers.")
               : floorless ? tr("A logarithmic scale needs a minimum above zero.")
                           : tr("The maximum has to be larger than the minimum."));
}
