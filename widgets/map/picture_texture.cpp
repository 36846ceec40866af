#include "map/picture_texture.h"

#include <QMatrix4x4>
#include <QOpenGLContext>
#include <QOpenGLFunctions>

PictureTexture::~PictureTexture()
{
    if (m_texture != 0)
        QOpenGLContext::currentContext()->functions()->glDeleteTextures(1, &m_texture);
    m_blitter.destroy();
}

void PictureTexture::setPicture(const QImage& picture, int firstRow, int lastRow)
{
    auto* gl = QOpenGLContext::currentContext()->functions();
    if (m_texture == 0) {
        gl->glGenTextures(1, &m_texture);
        m_blitter.create();
        m_blitter.setRedBlueSwizzle(true);  // bytes stay as they are
    }
    gl->glBindTexture(GL_TEXTURE_2D, m_texture);
    if (m_size != picture.size()) {
        m_size = picture.size();
        firstRow = 0;
        lastRow = m_size.height() - 1;
        gl->glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        gl->glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        gl->glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, m_size.width(), m_size.height(), 0, GL_RGBA,
                         GL_UNSIGNED_BYTE, nullptr);
    }
    gl->glTexSubImage2D(GL_TEXTURE_2D, 0, 0, firstRow, m_size.width(), lastRow - firstRow + 1, GL_RGBA,
                        GL_UNSIGNED_BYTE, picture.constScanLine(firstRow));
    gl->glBindTexture(GL_TEXTURE_2D, 0);
}

void PictureTexture::draw()
{
    if (m_texture == 0)
        return;
    auto* gl = QOpenGLContext::currentContext()->functions();
    gl->glDisable(GL_DEPTH_TEST);
    gl->glDisable(GL_SCISSOR_TEST);
    gl->glViewport(0, 0, m_size.width(), m_size.height());
    gl->glEnable(GL_BLEND);
    gl->glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    m_blitter.bind();
    m_blitter.blit(m_texture, QMatrix4x4(), QOpenGLTextureBlitter::OriginTopLeft);
    m_blitter.release();
    gl->glDisable(GL_BLEND);
}
