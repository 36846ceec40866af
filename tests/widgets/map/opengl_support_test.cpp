#include "map/opengl_support.h"

#include "map/map_view.h"

#include <QApplication>
#include <QTest>

/// Mesa calls itself what these variables say; they are read when the first context is made.
class OpenglSupportTest : public QObject {
    Q_OBJECT
private slots:
    void anOldVersionIsNamedWithWhatWouldDo()
    {
        const QString fault = openGlFault();
        QVERIFY2(fault.contains("3.2"), qPrintable(fault));
        QVERIFY2(fault.contains("OpenGL 2.1"), qPrintable(fault));
        QVERIFY2(fault.contains("libgl1-mesa-dri"), qPrintable(fault));
    }
};

int main(int argc, char** argv)
{
    qputenv("MESA_GL_VERSION_OVERRIDE", "2.1");
    MapView::prepareApplication();
    QApplication application(argc, argv);
    OpenglSupportTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "opengl_support_test.moc"
