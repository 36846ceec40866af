#include "actions/map_menu.h"

#include "session/map_contents.h"

#include <QCoreApplication>
#include <QMenu>

#include <array>
#include <vector>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MapMenu)
};

using Choose = std::function<void(const MapChoice&)>;

/// A name of a file may hold an ampersand, which a menu would take for a mnemonic.
QString literal(QString name)
{
    return name.replace('&', QStringLiteral("&&"));
}

void add(QMenu& menu, const QString& name, bool ticked, const MapChoice& choice, const Choose& choose)
{
    QAction* action = menu.addAction(name);
    action->setCheckable(true);
    action->setChecked(ticked);
    QObject::connect(action, &QAction::triggered, &menu, [choose, choice] { choose(choice); });
}

FieldChoice fieldOf(FieldChoice::Data data)
{
    FieldChoice field;
    field.data = data;
    return field;
}

/// The data sets there are: coarse, fine and downscaled by their part, others by their file.
std::vector<FieldChoice> dataOf(const Session& session)
{
    std::vector<FieldChoice> data{fieldOf(FieldChoice::Data::Coarse), fieldOf(FieldChoice::Data::Fine),
                                  fieldOf(FieldChoice::Data::Downscaled)};
    for (const LoadedSource& source : session.sources()) {
        if (&source == session.coarse() || &source == session.fine() || source.dataset.files().empty())
            continue;
        FieldChoice other = fieldOf(FieldChoice::Data::Source);
        other.source = source.dataset.files().front();
        data.push_back(other);
    }
    return data;
}

QString partOf(FieldChoice::Data data)
{
    switch (data) {
        case FieldChoice::Data::Coarse:
            return Words::tr("Coarse");
        case FieldChoice::Data::Fine:
            return Words::tr("Fine");
        default:
            return {};
    }
}

QString menuName(const Session& session, const FieldChoice& field)
{
    const QString name = literal(nameOf(session, field));
    const QString part = partOf(field.data);
    return part.isEmpty() || part == name ? name : QStringLiteral("%1: %2").arg(part, name);
}

/// The parts of an ensemble that the run has; of a data set just itself.
std::vector<FieldChoice> partsOf(const Session& session, const FieldChoice& data)
{
    std::vector<FieldChoice> parts{data};
    if (data.data != FieldChoice::Data::Downscaled || !session.result() || session.result()->empty())
        return parts;
    const shamal::DownscaledDay& day = *session.result()->days().front();
    FieldChoice part = data;
    part.ensemble = FieldChoice::Ensemble::Spread;
    if (!day.spread.empty())
        parts.push_back(part);
    part.ensemble = FieldChoice::Ensemble::Member;
    for (part.member = 0; part.member < static_cast<int>(day.members.size()); ++part.member)
        parts.push_back(part);
    return parts;
}

QString partName(const FieldChoice& part)
{
    if (part.ensemble == FieldChoice::Ensemble::Spread)
        return Words::tr("Spread of the Day");
    if (part.ensemble == FieldChoice::Ensemble::Member)
        return Words::tr("Member %1 of the Day").arg(part.member + 1);
    return part.data == FieldChoice::Data::Downscaled ? Words::tr("Ensemble Mean of the Day")
                                                      : Words::tr("Field of the Day");
}

void addFields(QMenu& menu, const Session& session, const FieldChoice& data, const MapChoice& shown,
               const Choose& choose)
{
    const auto addField = [&](const QString& name, const FieldChoice& field) {
        MapChoice choice = shown;
        choice.kind = MapChoice::Kind::Field;
        choice.field = field;
        add(menu, name, shown.kind == MapChoice::Kind::Field && shown.field == field, choice, choose);
    };
    for (const FieldChoice& part : partsOf(session, data))
        addField(partName(part), part);
    menu.addSeparator();
    using Over = FieldChoice::Over;
    const std::array<std::pair<Over, QString>, 7> statistics{
        std::pair{Over::Mean, Words::tr("Mean over the Season")},
        std::pair{Over::Maximum, Words::tr("Maximum over the Season")},
        std::pair{Over::StandardDeviation, Words::tr("Standard Deviation over the Season")},
        std::pair{Over::Count, Words::tr("Days with Data in the Season")},
        std::pair{Over::Lag1Autocorrelation, Words::tr("Lag-1 Autocorrelation over the Season")},
        std::pair{Over::Lag1Rmse, Words::tr("Lag-1 RMSE over the Season")},
        std::pair{Over::Lag1R2, Words::tr("Lag-1 R² over the Season")}};
    for (const auto& [over, name] : statistics) {
        FieldChoice statistic = data;
        statistic.over = over;
        addField(name, statistic);
    }
}

void addComparisons(QMenu& menu, const Session& session, const MapChoice& shown, const Choose& choose)
{
    using shamal::Comparison;
    MapChoice best = shown;
    best.kind = MapChoice::Kind::BestDifference;
    add(menu, Words::tr("Difference of the Finest Two"), shown.kind == MapChoice::Kind::BestDifference, best,
        choose);
    const std::array<std::pair<Comparison, QString>, 3> kinds{
        std::pair{Comparison::Difference, Words::tr("Difference from")},
        std::pair{Comparison::Ratio, Words::tr("Ratio to")},
        std::pair{Comparison::RelativeDifference, Words::tr("Relative Difference from")}};
    for (const auto& [comparison, name] : kinds) {
        QMenu* others = menu.addMenu(name);
        for (FieldChoice against : dataOf(session)) {
            if (against.data == shown.field.data && against.source == shown.field.source)
                continue;
            against.over = shown.field.over;
            MapChoice choice = shown;
            choice.kind = MapChoice::Kind::Comparison;
            choice.comparison = comparison;
            choice.against = against;
            add(*others, menuName(session, against), shown == choice, choice, choose);
        }
    }
}

void addSwipes(QMenu& menu, const Session& session, const MapChoice& shown, const Choose& choose)
{
    const auto addSwipe = [&](const QString& name, const std::optional<FieldChoice>& field) {
        MapChoice choice = shown;
        choice.swipe = field;
        add(menu, name, shown.swipe == field, choice, choose);
    };
    addSwipe(Words::tr("Nothing"), std::nullopt);
    menu.addSeparator();
    for (const FieldChoice& data : dataOf(session)) {
        for (FieldChoice part : partsOf(session, data)) {
            if (shown.kind == MapChoice::Kind::Field)
                part.over = shown.field.over;
            const bool whole = part.ensemble == FieldChoice::Ensemble::Mean;
            addSwipe(whole ? menuName(session, part) : literal(nameOf(session, part)), part);
        }
    }
}

}  // namespace

void addMapChoices(QMenu& menu, const Session& session, const MapChoice& shown, const Choose& choose)
{
    for (const FieldChoice& data : dataOf(session))
        addFields(*menu.addMenu(menuName(session, data)), session, data, shown, choose);
    menu.addSeparator();
    addComparisons(menu, session, shown, choose);
    QMenu* regridding = menu.addMenu(Words::tr("Regridding of Comparisons"));
    const std::array<std::pair<shamal::RegridMethod, QString>, 3> methods{
        std::pair{shamal::RegridMethod::Conservative, Words::tr("Conservative")},
        std::pair{shamal::RegridMethod::Bilinear, Words::tr("Bilinear")},
        std::pair{shamal::RegridMethod::Nearest, Words::tr("Nearest Cell")}};
    for (const auto& [method, name] : methods) {
        MapChoice choice = shown;
        choice.regridding = method;
        add(*regridding, name, shown.regridding == method, choice, choose);
    }
    addSwipes(*menu.addMenu(Words::tr("Swipe With")), session, shown, choose);
}
