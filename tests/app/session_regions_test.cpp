// The document's regions and how changes of them are undone.
#include "session/session.h"

#include <QSignalSpy>
#include <QTest>

using shamal::LatLonBox;
using shamal::Region;

class SessionRegionsTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_session.reset(); }
    void theActiveRegionIsTheOneLookedAt();
    void everyChangeIsUndoneAndRedone();
    void addingSeveralIsOneStep();
    void aDragIsOneStep();
    void aDragTakenBackLeavesNoStep();
    void activatingIsNoStep();
    void aRegionAddedAgainIsOnlyActivated();
    void removingSeveralIsOneStep();
    void namesStayUnique();
    void aColourChangesNothingElse();
    void aPinInTheRegionIsTheChosenOneElseTheFirst();

private:
    void undo() { m_session->regionChanges().undo(); }
    int steps() { return m_session->regionChanges().count(); }
    void reshape(std::size_t index, const LatLonBox& box, int drag)
    {
        Region region = m_session->regions().regions.at(index);
        region.shape = box;
        m_session->changeRegion(index, region, drag);
    }

    std::unique_ptr<Session> m_session;
    const Region m_one{"One", LatLonBox{0.0, 1.0, 0.0, 1.0}};
    const Region m_other{"Other", LatLonBox{2.0, 3.0, 0.0, 1.0}};
};

void SessionRegionsTest::aPinInTheRegionIsTheChosenOneElseTheFirst()
{
    const shamal::LatLon first{0.2, 0.2}, second{0.8, 0.8}, elsewhere{2.5, 0.5};
    m_session->addPin(first);
    QVERIFY(!m_session->pinnedInRegion());  // no region
    m_session->addRegions({m_one});
    QVERIFY(m_session->pinnedInRegion() == first);
    m_session->addPin(second);
    QVERIFY(m_session->pinnedInRegion() == second);
    m_session->addPin(elsewhere);
    QVERIFY(m_session->pinnedInRegion() == first);
    m_session->addRegions({m_other});
    QVERIFY(m_session->pinnedInRegion() == elsewhere);
    m_session->removePins();
    QVERIFY(!m_session->pinnedInRegion());
}

void SessionRegionsTest::init()
{
    m_session = std::make_unique<Session>();
}

void SessionRegionsTest::theActiveRegionIsTheOneLookedAt()
{
    QVERIFY(!m_session->region());
    QSignalSpy changed(m_session.get(), &Session::regionChanged);
    m_session->addRegions({m_one});
    QCOMPARE(m_session->region()->name, "One");
    m_session->addRegions({m_other});
    QCOMPARE(m_session->region()->name, "Other");
    m_session->activateRegion(0);
    QCOMPARE(m_session->region()->name, "One");
    QCOMPARE(changed.size(), 3);
    m_session->activateRegion(0);
    QCOMPARE(changed.size(), 3);
    m_session->activateRegion({});
    QVERIFY(!m_session->region());  // nothing is open: there is no whole area
}

void SessionRegionsTest::everyChangeIsUndoneAndRedone()
{
    std::vector<shamal::RegionList> states{m_session->regions()};
    const auto record = [&] { states.push_back(m_session->regions()); };
    m_session->addRegions({m_one});
    record();
    m_session->addRegions({m_other});
    record();
    reshape(0, {5.0, 6.0, 7.0, 8.0}, 0);
    record();
    Region region = m_session->regions().regions[1];
    region.name = "Third";
    m_session->changeRegion(1, region);
    record();
    region.colour = "#123456";
    m_session->changeRegion(1, region);
    record();
    m_session->removeRegions({0});
    record();
    QCOMPARE(steps(), 6);
    QCOMPARE(m_session->regionChanges().undoText(), "remove One");
    for (std::size_t i = states.size() - 1; i-- > 0;) {
        undo();
        QVERIFY(m_session->regions() == states[i]);
    }
    QVERIFY(!m_session->regionChanges().canUndo());
    for (std::size_t i = 1; i < states.size(); ++i) {
        m_session->regionChanges().redo();
        QVERIFY(m_session->regions() == states[i]);
    }
}

void SessionRegionsTest::addingSeveralIsOneStep()
{
    m_session->addRegions({m_one, m_other});
    QCOMPARE(m_session->regions().regions.size(), std::size_t{2});
    QCOMPARE(m_session->region()->name, "Other");
    undo();
    QVERIFY(m_session->regions().regions.empty());
}

void SessionRegionsTest::aDragIsOneStep()
{
    m_session->addRegions({m_one});
    for (int i = 1; i <= 5; ++i)
        reshape(0, {0.0, 1.0 + i, 0.0, 1.0}, 7);
    QCOMPARE(steps(), 2);
    reshape(0, {0.0, 9.0, 0.0, 1.0}, 8);
    QCOMPARE(steps(), 3);
    undo();
    QVERIFY(m_session->region()->shape == shamal::RegionShape(LatLonBox{0.0, 6.0, 0.0, 1.0}));
    undo();
    QVERIFY(m_session->region()->shape == m_one.shape);
}

void SessionRegionsTest::aDragTakenBackLeavesNoStep()
{
    m_session->addRegions({m_one});
    reshape(0, {0.0, 4.0, 0.0, 1.0}, 7);
    reshape(0, {0.0, 1.0, 0.0, 1.0}, 7);
    QVERIFY(m_session->region()->shape == m_one.shape);
    QCOMPARE(steps(), 1);
    undo();
    QVERIFY(m_session->regions().regions.empty());
}

void SessionRegionsTest::activatingIsNoStep()
{
    m_session->addRegions({m_one, m_other});
    m_session->activateRegion(0);
    m_session->activateRegion({});
    QCOMPARE(steps(), 1);
}

void SessionRegionsTest::aRegionAddedAgainIsOnlyActivated()
{
    m_session->addRegions({m_one, m_other});
    m_session->addRegions({m_one});
    QCOMPARE(m_session->regions().regions.size(), std::size_t{2});
    QCOMPARE(m_session->region()->name, "One");
    QCOMPARE(steps(), 1);
}

void SessionRegionsTest::removingSeveralIsOneStep()
{
    m_session->addRegions({m_one, m_other, {"Third", LatLonBox{4.0, 5.0, 0.0, 1.0}}});
    m_session->removeRegions({0, 2});
    QCOMPARE(m_session->regions().regions.size(), std::size_t{1});
    QCOMPARE(m_session->region()->name, "Other");
    undo();
    QCOMPARE(m_session->regions().regions.size(), std::size_t{3});
    QCOMPARE(m_session->region()->name, "Third");
}

void SessionRegionsTest::namesStayUnique()
{
    m_session->addRegions({m_one, m_other});
    Region region = m_session->regions().regions[1];
    region.name = "One";
    m_session->changeRegion(1, region);
    QCOMPARE(m_session->regions().regions[1].name, "One 2");
}

void SessionRegionsTest::aColourChangesNothingElse()
{
    m_session->addRegions({m_one});
    Region region = m_session->regions().regions[0];
    region.colour = "#000000";
    m_session->changeRegion(0, region);
    QCOMPARE(m_session->regionChanges().undoText(), "recolour One");
    QVERIFY(m_session->region()->shape == m_one.shape);
}

QTEST_GUILESS_MAIN(SessionRegionsTest)
#include "session_regions_test.moc"
