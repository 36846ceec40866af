#include "dap2_server.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace {

struct Slab {
    const ServedArray* array = nullptr;
    std::vector<std::size_t> first, count, stride;
};

/// One term of a projection: x, x[3], x[0:9] or x[0:2:9] along each dimension.
Slab slabOf(const std::vector<ServedArray>& arrays, const QString& term)
{
    const QString name = term.section('[', 0, 0);
    const auto array = std::ranges::find(arrays, name, &ServedArray::name);
    if (array == arrays.end())
        throw std::runtime_error("no such variable");
    Slab slab{&*array, std::vector<std::size_t>(array->lengths.size(), 0), array->lengths,
              std::vector<std::size_t>(array->lengths.size(), 1)};
    static const QRegularExpression brackets(R"(\[([\d:]+)\])");
    std::size_t dimension = 0;
    for (auto match = brackets.globalMatch(term); match.hasNext(); ++dimension) {
        const QStringList numbers = match.next().captured(1).split(':');
        const std::size_t last = numbers.back().toULongLong();
        slab.first.at(dimension) = numbers.front().toULongLong();
        slab.stride.at(dimension) = numbers.size() == 3 ? numbers[1].toULongLong() : 1;
        if (last >= array->lengths[dimension])
            throw std::runtime_error("index out of range");
        slab.count[dimension] = (last - slab.first[dimension]) / slab.stride[dimension] + 1;
    }
    return slab;
}

std::vector<Slab> slabsOf(const std::vector<ServedArray>& arrays, const QString& constraint)
{
    std::vector<Slab> slabs;
    if (constraint.isEmpty()) {
        for (const ServedArray& array : arrays)
            slabs.push_back(slabOf(arrays, array.name));
    }
    for (const QString& term : constraint.split(',', Qt::SkipEmptyParts))
        slabs.push_back(slabOf(arrays, term));
    return slabs;
}

template <typename Number>
void append(QByteArray& bytes, Number number)
{
    const Number big = qToBigEndian(number);
    bytes.append(reinterpret_cast<const char*>(&big), sizeof(big));
}

/// The coordinates of a grid, cut as its array is.
std::vector<Slab> mapsOf(const std::vector<ServedArray>& arrays, const Slab& grid)
{
    std::vector<Slab> maps;
    for (std::size_t d = 0; d < grid.count.size(); ++d) {
        const auto map =
            std::ranges::find(arrays, grid.array->dimensions[static_cast<qsizetype>(d)], &ServedArray::name);
        if (map != arrays.end())
            maps.push_back({&*map, {grid.first[d]}, {grid.count[d]}, {grid.stride[d]}});
    }
    return maps;
}

QString declaration(const Slab& slab)
{
    QString text = slab.array->type + " " + slab.array->name;
    for (std::size_t d = 0; d < slab.count.size(); ++d)
        text +=
            QString("[%1 = %2]").arg(slab.array->dimensions[static_cast<qsizetype>(d)]).arg(slab.count[d]);
    return text + ";\n";
}

/// XDR: 16-bit integers travel as 32 bits.
void appendValue(QByteArray& bytes, const QString& type, double value)
{
    if (type == "Float64")
        append(bytes, std::bit_cast<std::uint64_t>(value));
    else if (type == "Float32")
        append(bytes, std::bit_cast<std::uint32_t>(static_cast<float>(value)));
    else if (type == "Byte")
        append(bytes, static_cast<std::uint8_t>(value));
    else
        append(bytes, static_cast<std::int32_t>(value));
}

std::uint32_t valuesOf(const Slab& slab)
{
    std::uint32_t total = 1;
    for (const std::size_t count : slab.count)
        total *= static_cast<std::uint32_t>(count);
    return total;
}

/// In the order they are sent, the last dimension fastest.
void forEachValue(const Slab& slab, const std::function<void(double)>& take)
{
    std::vector<std::size_t> index = slab.first;
    for (std::uint32_t i = 0; i < valuesOf(slab); ++i) {
        take(slab.array->value(index));
        for (std::size_t d = index.size(); d-- > 0;) {
            index[d] += slab.stride[d];
            if (index[d] < slab.first[d] + slab.count[d] * slab.stride[d])
                break;
            index[d] = slab.first[d];
        }
    }
}

void appendValues(QByteArray& bytes, const Slab& slab)
{
    append(bytes, valuesOf(slab));
    append(bytes, valuesOf(slab));
    forEachValue(slab, [&](double value) { appendValue(bytes, slab.array->type, value); });
    if (slab.array->type == "Byte")  // packed, and filled up to four
        bytes.append((4 - static_cast<qsizetype>(valuesOf(slab) % 4)) % 4, '\0');
}

/// As DAP4 sends them.
void appendLittle(QByteArray& bytes, const QString& type, double value)
{
    const auto take = [&bytes](auto number) {
        bytes.append(reinterpret_cast<const char*>(&number), sizeof(number));
    };
    if (type == "Float64")
        take(qToLittleEndian(std::bit_cast<std::uint64_t>(value)));
    else if (type == "Float32")
        take(qToLittleEndian(std::bit_cast<std::uint32_t>(static_cast<float>(value))));
    else
        take(qToLittleEndian(static_cast<std::int16_t>(value)));
}

QByteArray http(const QByteArray& status, const QByteArray& type, const QByteArray& body,
                const QByteArray& header = {})
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n" + header +
           "Connection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

Dap2Server::Dap2Server(std::vector<ServedArray> arrays)
    : m_arrays(std::move(arrays)), m_thread([this](const std::stop_token& stop) { serve(stop); })
{
    std::unique_lock lock(m_mutex);
    m_listening.wait(lock, [this] { return m_port != 0; });
}

Dap2Server::~Dap2Server() = default;

std::string Dap2Server::address(const std::string& name) const
{
    return "http://127.0.0.1:" + std::to_string(m_port) + "/" + name;
}

void Dap2Server::loginAt(const std::string& loginAddress)
{
    const std::scoped_lock lock(m_mutex);
    m_loginAddress = QString::fromStdString(loginAddress);
}

void Dap2Server::answer(Manner manner)
{
    const std::scoped_lock lock(m_mutex);
    m_manner = manner;
    m_variable.clear();
    m_loginAddress.clear();
}

void Dap2Server::answerValues(const QString& variable, Manner manner)
{
    const std::scoped_lock lock(m_mutex);
    m_variable = variable;
    m_valuesManner = manner;
}

QStringList Dap2Server::requests() const
{
    const std::scoped_lock lock(m_mutex);
    return m_requests;
}

void Dap2Server::forget()
{
    const std::scoped_lock lock(m_mutex);
    m_requests.clear();
    m_largestAnswer = 0;
}

std::size_t Dap2Server::largestAnswer() const
{
    const std::scoped_lock lock(m_mutex);
    return m_largestAnswer;
}

void Dap2Server::serve(const std::stop_token& stop)
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    {
        const std::scoped_lock lock(m_mutex);
        m_port = server.serverPort();
    }
    m_listening.notify_all();
    while (!stop.stop_requested()) {
        if (server.waitForNewConnection(20))
            handle(*server.nextPendingConnection());
    }
}

/// Connections are closed after one answer, but for those never answered: the server owns them until it ends.
void Dap2Server::handle(QTcpSocket& socket)
{
    QByteArray request;
    while (!request.contains("\r\n\r\n") && socket.waitForReadyRead(1000))
        request += socket.readAll();
    const QString target = QUrl::fromPercentEncoding(request.split(' ').value(1));
    Manner manner = Manner::Normal;
    {
        const std::scoped_lock lock(m_mutex);
        m_requests.push_back(target);
        const bool isOfVariable = !m_variable.isEmpty() && target.contains(".dods?" + m_variable);
        manner = isOfVariable ? m_valuesManner : m_manner;
    }
    if (manner == Manner::Silent)
        return;
    if (manner == Manner::NeedsLogin &&
        request.contains("Authorization: Basic " + QByteArray("dust:storm").toBase64()))
        manner = Manner::Normal;
    QByteArray answer = manner == Manner::Normal ? redirection(request, target) : QByteArray();
    if (answer.isEmpty())
        answer = answerTo(target, manner);
    {
        const std::scoped_lock lock(m_mutex);
        m_largestAnswer = std::max(m_largestAnswer, static_cast<std::size_t>(answer.size()));
    }
    socket.write(manner == Manner::CutShort ? answer.first(answer.size() / 2) : answer);
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(1000)) {
    }
    socket.disconnectFromHost();
    socket.deleteLater();
}

/// As a login server: back to where the user came from, with a ticket. As a data server: to the login without
/// a session; with a ticket, a session and the way to the data. Empty where none of these is the case.
QByteArray Dap2Server::redirection(const QByteArray& request, const QString& target) const
{
    const auto to = [](const QString& place, const QByteArray& header = {}) {
        return http("302 Found", "text/html", "<html>over there</html>",
                    "Location: " + QUrl::toPercentEncoding(place, ":/?&=,[]") + "\r\n" + header);
    };
    if (target.startsWith("/login?"))
        return to(target.section('?', 1) + (target.count('?') > 1 ? "&ticket=1" : "?ticket=1"));
    const std::scoped_lock lock(m_mutex);
    if (m_loginAddress.isEmpty() || request.contains("session=open"))
        return {};
    const QString here = "http://127.0.0.1:" + QString::number(m_port);
    if (!target.contains("ticket=1"))
        return to(m_loginAddress + "?" + here + target);
    return to(here + QString(target).remove(QRegularExpression("[?&]ticket=1")),
              "Set-Cookie: session=open; Path=/\r\n");
}

QByteArray Dap2Server::answerTo(const QString& target, Manner manner) const
{
    switch (manner) {
        case Manner::NeedsLogin:
            return http("401 Unauthorized", "text/html", "<html>who are you?</html>",
                        "WWW-Authenticate: Basic realm=\"dust\"\r\n");
        case Manner::Forbidden:
            return http("403 Forbidden", "text/html", "<html>not you</html>");
        case Manner::NotFound:
            return http("404 Not Found", "text/html", "<html>nothing here</html>");
        case Manner::Broken:
            return http("500 Internal Server Error", "text/plain", "no");
        case Manner::ErrorObject:
            return http("200 OK", "text/plain",
                        "Error {\n    code = 1001;\n    message = \"The dust has settled\";\n};\n");
        case Manner::WebPage:
            return http("200 OK", "text/html", "<!DOCTYPE html><html><body>Welcome</body></html>");
        case Manner::Normal:
        case Manner::Silent:
        case Manner::CutShort:
        case Manner::CutShortUnnoticed:
            break;
    }
    const QString path = target.section('?', 0, 0);
    const QString constraint = target.section('?', 1);
    const auto sent = [manner](const QByteArray& whole) {
        return manner == Manner::CutShortUnnoticed ? whole.first(whole.size() / 2) : whole;
    };
    try {
        if (path.endsWith(".dds"))
            return http("200 OK", "text/plain", description(constraint));
        if (path.endsWith(".dmr.xml"))
            return http("200 OK", "application/vnd.opendap.dap4.dataset-metadata+xml", dap4Description());
        if (path.endsWith(".dap"))
            return http("200 OK", "application/vnd.opendap.dap4.data", dap4Values());
        if (path.endsWith(".das"))
            return http("200 OK", "text/plain", attributes());
        if (path.endsWith(".dods"))
            return http("200 OK", "application/octet-stream", sent(values(constraint)));
    } catch (const std::exception& fault) {
        return http("400 Bad Request", "text/html", QByteArray("<html>") + fault.what() + "</html>");
    }
    return http("404 Not Found", "text/html", "<html>nothing here</html>");
}

QByteArray Dap2Server::description(const QString& constraint) const
{
    QString text = "Dataset {\n";
    for (const Slab& slab : slabsOf(m_arrays, constraint)) {
        if (!slab.array->isGrid) {
            text += declaration(slab);
            continue;
        }
        text += "Grid {\nARRAY:\n" + declaration(slab) + "MAPS:\n";
        for (const Slab& map : mapsOf(m_arrays, slab))
            text += declaration(map);
        text += "} " + slab.array->name + ";\n";
    }
    return (text + "} sample.nc;\n").toUtf8();
}

QByteArray Dap2Server::attributes() const
{
    QString text = "Attributes {\n";
    for (const ServedArray& array : m_arrays)
        text += "    " + array.name + " {\n        " + array.attributes + "\n    }\n";
    return (text + "    NC_GLOBAL {\n        String title \"A sample\";\n    }\n}\n").toUtf8();
}

QByteArray Dap2Server::values(const QString& constraint) const
{
    QByteArray bytes = description(constraint) + "\nData:\n";
    for (const Slab& slab : slabsOf(m_arrays, constraint)) {
        appendValues(bytes, slab);
        if (!slab.array->isGrid)
            continue;
        for (const Slab& map : mapsOf(m_arrays, slab))
            appendValues(bytes, map);
    }
    return bytes;
}

QByteArray Dap2Server::dap4Description() const
{
    QString text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<Dataset name=\"sample.nc\" dapVersion=\"4.0\" dmrVersion=\"1.0\" "
        "xmlns=\"http://xml.opendap.org/ns/DAP/4.0#\">\n";
    for (const ServedArray& array : m_arrays) {
        if (array.dimensions == QStringList{array.name})
            text += QString("<Dimension name=\"%1\" size=\"%2\"/>\n").arg(array.name).arg(array.lengths[0]);
    }
    static const QRegularExpression units("units \"([^\"]*)\"");
    for (const ServedArray& array : m_arrays) {
        text += "<" + array.type + " name=\"" + array.name + "\">\n";
        for (const QString& dimension : array.dimensions)
            text += "<Dim name=\"/" + dimension + "\"/>\n";
        text += "<Attribute name=\"units\" type=\"String\"><Value value=\"" +
                units.match(array.attributes).captured(1) + "\"/></Attribute>\n</" + array.type + ">\n";
    }
    return (text + "</Dataset>\n").toUtf8();
}

/// Two chunks: the description, and all values as little-endian numbers, without checksums.
QByteArray Dap2Server::dap4Values() const
{
    constexpr std::uint32_t kLast = 1U << 24U;
    constexpr std::uint32_t kLittleEndian = 4U << 24U;
    constexpr std::uint32_t kNoChecksum = 8U << 24U;
    QByteArray numbers;
    for (const Slab& slab : slabsOf(m_arrays, {})) {
        forEachValue(slab, [&](double value) { appendLittle(numbers, slab.array->type, value); });
    }
    const QByteArray description = dap4Description() + "\r\n";
    QByteArray chunks;
    append(chunks, kLittleEndian | kNoChecksum | static_cast<std::uint32_t>(description.size()));
    chunks += description;
    append(chunks, kLast | kLittleEndian | kNoChecksum | static_cast<std::uint32_t>(numbers.size()));
    return chunks + numbers;
}
