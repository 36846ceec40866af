// Data on a server, from the menu to the map.
#include "../core/io/dap2_server.h"
#include "window/main_window.h"
#include "window_driver.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace {

using Index = std::vector<std::size_t>;

ServedArray axis(const QString& name, std::size_t length, const QString& units, double first)
{
    return {name, "Float64", {name}, {length}, "String units \"" + units + "\";", [first](const Index& i) {
                return first + static_cast<double>(i[0]);
            }};
}

/// Thirty days of cells a degree apart, in the north of area A0.
std::vector<ServedArray> thirtyDays()
{
    const auto field = [](const QString& name) {
        return ServedArray{
            name, "Float32", {"time", "lat", "lon"}, {30, 4, 6}, "String units \"1\";", [](const Index& i) {
                return 100.0 * i[0] + 10.0 * i[1] + i[2];
            }};
    };
    return {axis("time", 30, "days since 2005-06-01 12:00", 0.0), axis("lat", 4, "degrees_north", 36.0),
            axis("lon", 6, "degrees_east", 64.0), field("smoke"), field("DUEXTTAU")};
}

void clickDefault(QWidget* dialog)
{
    for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
        if (button->isDefault())
            QTest::mouseClick(button, Qt::LeftButton);
    }
}

}  // namespace

class OpenAddressTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void tellsTheSizeAndFetchesTheDaysAskedFor();
    void fetchesNothingWhenCancelled();
    void daysTheWrongWayRoundAreRefused();

private:
    void typeAddress();
    QStringList valueRequests() const;

    QTemporaryDir m_home;
    std::unique_ptr<Dap2Server> m_server;
    std::unique_ptr<MainWindow> m_window;
};

void OpenAddressTest::initTestCase()
{
    qputenv("HOME", m_home.path().toUtf8());
    for (const char* name : {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"})
        qunsetenv(name);
    m_server = std::make_unique<Dap2Server>(thirtyDays());
}

void OpenAddressTest::init()
{
    m_server->forget();
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void OpenAddressTest::typeAddress()
{
    const QString address = QString::fromStdString(m_server->address());
    inNextDialog([address](QWidget* dialog) {
        QTest::keyClicks(dialog->findChild<QLineEdit*>("openAddress"), address);
        clickDefault(dialog);
    });
    chooseInMenu(*m_window, "File", Qt::Key_R);
}

QStringList OpenAddressTest::valueRequests() const
{
    return m_server->requests().filter("DUEXTTAU[").filter(".dods");
}

void OpenAddressTest::tellsTheSizeAndFetchesTheDaysAskedFor()
{
    typeAddress();
    QString size;
    int asked = 0;
    inNextDialog([&](QWidget* dialog) {
        auto* sizeLabel = dialog->findChild<QLabel*>("fetchSize");
        QVERIFY(sizeLabel != nullptr);
        // 30 days x 4 x 6 cells x 4 bytes.
        QVERIFY2(sizeLabel->text().contains("2.81 KiB"), qPrintable(sizeLabel->text()));
        QCOMPARE(dialog->findChild<QComboBox*>("fetchVariable")->currentData().toString(), "DUEXTTAU");
        dialog->findChild<QDateEdit*>("fetchFirstDay")->setDate(QDate(2005, 6, 11));
        dialog->findChild<QDateEdit*>("fetchLastDay")->setDate(QDate(2005, 6, 13));
        size = sizeLabel->text();
        asked = static_cast<int>(valueRequests().size());
        clickDefault(dialog);
    });
    QTRY_VERIFY2(!m_window->session().sources().empty(), qPrintable(takeFault(*m_window)));
    QVERIFY2(size.contains("288 bytes"), qPrintable(size));
    QCOMPARE(asked, 0);
    QVERIFY(!valueRequests().isEmpty());
    const shamal::FieldSeries& series = m_window->session().sources().front().series;
    QCOMPARE(series.size(), std::size_t{3});
    QVERIFY(series.steps().front().date == (shamal::Date{2005, 6, 11}));
    QCOMPARE(series.field(0)[0], 1000.0F);
    QCOMPARE(takeFault(*m_window), QString());
}

void OpenAddressTest::fetchesNothingWhenCancelled()
{
    typeAddress();
    bool seen = false;
    inNextDialog([&](QWidget* dialog) {
        seen = true;
        QTest::keyClick(dialog, Qt::Key_Escape);
    });
    QTRY_VERIFY(seen && !m_window->work().reading());
    QVERIFY(m_window->session().sources().empty());
    QVERIFY(valueRequests().isEmpty());
}

void OpenAddressTest::daysTheWrongWayRoundAreRefused()
{
    typeAddress();
    bool enabled = true;
    inNextDialog([&](QWidget* dialog) {
        dialog->findChild<QDateEdit*>("fetchFirstDay")->setDate(QDate(2005, 6, 20));
        dialog->findChild<QDateEdit*>("fetchLastDay")->setDate(QDate(2005, 6, 10));
        for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
            if (button->isDefault())
                enabled = button->isEnabled();
        }
        QTest::keyClick(dialog, Qt::Key_Escape);
    });
    QTRY_VERIFY(!enabled);
}

int main(int argc, char** argv)
{
    return runGuiTest(argc, argv, [] { return new OpenAddressTest; });
}

#include "open_address_test.moc"
