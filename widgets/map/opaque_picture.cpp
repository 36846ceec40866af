#include "map/opaque_picture.h"

#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>

void copyPicture(const QImage& picture, unsigned int framebuffer)
{
    const QImage texels = picture.convertToFormat(QImage::Format_RGBA8888);
    auto* gl = QOpenGLContext::currentContext()->extraFunctions();
    GLuint texture = 0, source = 0;
    gl->glGenTextures(1, &texture);
    gl->glBindTexture(GL_TEXTURE_2D, texture);
    gl->glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, texels.width(), texels.height(), 0, GL_RGBA,
                     GL_UNSIGNED_BYTE, texels.constBits());
    gl->glGenFramebuffers(1, &source);
    gl->glBindFramebuffer(GL_READ_FRAMEBUFFER, source);
    gl->glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
    gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer);
    // Rows of images go down, those of framebuffers up.
    gl->glBlitFramebuffer(0, 0, texels.width(), texels.height(), 0, texels.height(), texels.width(), 0,
                          GL_COLOR_BUFFER_BIT, GL_NEAREST);
    gl->glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    gl->glDeleteFramebuffers(1, &source);
    gl->glBindTexture(GL_TEXTURE_2D, 0);
    gl->glDeleteTextures(1, &texture);
}
