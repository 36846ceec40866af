#pragma once
#include <QImage>
#include <QOpenGLTextureBlitter>

/// A picture of the size of a framebuffer that is laid over it, again and again. Lives and dies with one
/// OpenGL context, which must be current for every call. Qt's painter would ask for a new texture each time,
/// which a software renderer clears before it is filled.
class PictureTexture {
public:
    PictureTexture() = default;
    ~PictureTexture();
    PictureTexture(const PictureTexture&) = delete;
    PictureTexture& operator=(const PictureTexture&) = delete;

    /// Of Format_ARGB32_Premultiplied. Only the rows first..last, where the rest is that of the last call
    /// with a picture as large.
    void setPicture(const QImage& picture, int firstRow, int lastRow);
    void draw();  ///< onto the framebuffer that is bound; nothing without a picture

private:
    QOpenGLTextureBlitter m_blitter;
    unsigned int m_texture = 0;
    QSize m_size;
};
