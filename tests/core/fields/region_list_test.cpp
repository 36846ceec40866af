#include "fields/region_list.h"

#include <QTest>

#include <set>

using namespace shamal;

namespace {

Region named(const std::string& name, double south)
{
    return {name, LatLonBox{south, south + 1.0, 0.0, 1.0}};
}

RegionList listOf(int count)
{
    RegionList list;
    for (int i = 0; i < count; ++i)
        list.add(named("R", i));
    return list;
}

}  // namespace

class RegionListTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsAddedBecomesActive();
    void coloursAreTakenInTurnAndThenAgain();
    void aColourOfItsOwnIsKept();
    void namesAreNumbered();
    void theSameRegionIsNotAddedTwice();
    void removingKeepsTheActiveOneOrItsPlace();
};

void RegionListTest::whatIsAddedBecomesActive()
{
    RegionList list;
    QVERIFY(list.activeRegion() == nullptr);
    list.add(named("A", 0.0));
    list.add(named("B", 1.0));
    QCOMPARE(list.activeRegion()->name, "B");
}

void RegionListTest::coloursAreTakenInTurnAndThenAgain()
{
    const int colours = static_cast<int>(regionColours().size());
    const RegionList list = listOf(2 * colours);
    std::multiset<std::string> used;
    for (const Region& region : list.regions)
        used.insert(region.colour);
    for (const char* colour : regionColours())
        QCOMPARE(used.count(colour), std::size_t{2});
    QCOMPARE(list.regions.front().colour, std::string(regionColours().front()));
    // One that became free is next.
    RegionList fewer = listOf(3);
    fewer.remove(1);
    QCOMPARE(fewer.nextColour(), std::string(regionColours()[1]));
}

void RegionListTest::aColourOfItsOwnIsKept()
{
    RegionList list;
    Region region = named("A", 0.0);
    region.colour = "#123456";
    list.add(region);
    QCOMPARE(list.regions.front().colour, "#123456");
}

void RegionListTest::namesAreNumbered()
{
    const RegionList list = listOf(3);
    QCOMPARE(list.regions[0].name, "R");
    QCOMPARE(list.regions[1].name, "R 2");
    QCOMPARE(list.regions[2].name, "R 3");
    QCOMPARE(list.uniqueName("R 2", 1), "R 2");
    QCOMPARE(list.uniqueName("R 2"), "R 2 2");
}

void RegionListTest::theSameRegionIsNotAddedTwice()
{
    RegionList list = listOf(2);
    list.add(named("R", 0.0));
    QCOMPARE(list.regions.size(), std::size_t{2});
    QCOMPARE(list.active, std::optional<std::size_t>(0));
}

void RegionListTest::removingKeepsTheActiveOneOrItsPlace()
{
    RegionList list = listOf(4);
    list.active = 2;
    list.remove(0);
    QCOMPARE(list.activeRegion()->name, "R 3");
    list.remove(1);  // the active one: the next takes its place
    QCOMPARE(list.activeRegion()->name, "R 4");
    list.remove(1);
    QCOMPARE(list.activeRegion()->name, "R 2");
    list.remove(0);
    QVERIFY(!list.active);
}

QTEST_APPLESS_MAIN(RegionListTest)
#include "region_list_test.moc"
