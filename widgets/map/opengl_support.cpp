#include "map/opengl_support.h"

#include <QCoreApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(OpenGlSupport)
};

/// "OpenGL 2.1 by Mesa, llvmpipe"; of the context that is current.
QString nameOf(const QOpenGLContext& context)
{
    const auto text = [&](GLenum which) {
        return QString::fromLatin1(reinterpret_cast<const char*>(context.functions()->glGetString(which)));
    };
    const auto [major, minor] = context.format().version();
    return Words::tr("OpenGL %1.%2 (%3, %4)").arg(major).arg(minor).arg(text(GL_VENDOR), text(GL_RENDERER));
}

}  // namespace

QString openGlFault()
{
    const QString needed = Words::tr(
        "Shamal draws its maps with OpenGL 3.2 or newer, and %1.\n\n"
        "A driver of the graphics card brings it; so does Mesa's software renderer (on Debian the "
        "package libgl1-mesa-dri), which LIBGL_ALWAYS_SOFTWARE=1 chooses.");
    QOffscreenSurface surface;
    surface.create();
    QOpenGLContext context;
    if (!context.create() || !context.makeCurrent(&surface))
        return needed.arg(Words::tr("this display offers no OpenGL at all"));
    const bool enough = context.format().version() >= std::pair(3, 2);
    const QString found = nameOf(context);
    context.doneCurrent();
    return enough ? QString() : needed.arg(Words::tr("this display offers only %1").arg(found));
}
