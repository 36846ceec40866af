#include "io/opendap_connection.h"

#include "fields/error.h"
#include "io/opendap_settings.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace shamal {

struct OpendapAnswer {
    CURLcode transfer = CURLE_OK;
    long httpStatus = 0;
    double seconds = 0.0;
    std::string host;  ///< that answered in the end, after redirections
    std::string body;
};

namespace {

/// A description is some kB and made in an instant: who has not sent it by then hangs.
constexpr long kLongestDescriptionSeconds = 60;
constexpr long kLongestDataSeconds = 3600;
constexpr std::size_t kMostBytes = 64U << 20U;  // far more than is asked for at once

std::size_t keep(const char* bytes, std::size_t size, std::size_t count, std::string* body)
{
    if (body->size() + size * count > kMostBytes)
        return 0;  // libcurl ends the transfer
    body->append(bytes, size * count);
    return size * count;
}

long secondsOf(const std::optional<std::string>& setting, long otherwise)
{
    long seconds = 0;
    if (!setting)
        return otherwise;
    const auto read = std::from_chars(setting->data(), setting->data() + setting->size(), seconds);
    return read.ec == std::errc() && seconds > 0 ? seconds : otherwise;
}

/// As netCDF-C will ask, by the same settings.
void applySettings(CURL* connection, const OpendapAddress& address)
{
    struct TextOption {
        const char* setting;
        CURLoption option;
    };
    constexpr std::array<TextOption, 15> kTextOptions{{
        {"HTTP.NETRC", CURLOPT_NETRC_FILE},
        {"HTTP.COOKIEJAR", CURLOPT_COOKIEJAR},
        {"HTTP.COOKIEJAR", CURLOPT_COOKIEFILE},
        {"HTTP.CREDENTIALS.USERPASSWORD", CURLOPT_USERPWD},
        {"HTTP.CREDENTIALS.USER", CURLOPT_USERNAME},
        {"HTTP.CREDENTIALS.USERNAME", CURLOPT_USERNAME},
        {"HTTP.CREDENTIALS.PASSWORD", CURLOPT_PASSWORD},
        {"HTTP.SSL.CAINFO", CURLOPT_CAINFO},
        {"HTTP.SSL.CAPATH", CURLOPT_CAPATH},
        {"HTTP.SSL.CERTIFICATE", CURLOPT_SSLCERT},
        {"HTTP.SSL.KEY", CURLOPT_SSLKEY},
        {"HTTP.SSL.KEYPASSWORD", CURLOPT_KEYPASSWD},
        {"HTTP.PROXY.SERVER", CURLOPT_PROXY},
        {"HTTP.PROXY_SERVER", CURLOPT_PROXY},
        {"HTTP.USERAGENT", CURLOPT_USERAGENT},
    }};
    curl_easy_setopt(connection, CURLOPT_COOKIEFILE, "");  // cookies in memory where there is no jar
    for (const TextOption& text : kTextOptions) {
        if (const auto value = opendapSetting(text.setting, address))
            curl_easy_setopt(connection, text.option, value->c_str());
    }
    curl_easy_setopt(connection, CURLOPT_NETRC, CURL_NETRC_OPTIONAL);
    for (const char* verify : {"HTTP.SSL.VALIDATE", "HTTP.SSL.VERIFYPEER"}) {
        if (opendapSetting(verify, address) == "0")
            curl_easy_setopt(connection, CURLOPT_SSL_VERIFYPEER, 0L);
    }
    curl_easy_setopt(connection, CURLOPT_CONNECTTIMEOUT,
                     secondsOf(opendapSetting("HTTP.CONNECTTIMEOUT", address), kLongestDescriptionSeconds));
    curl_easy_setopt(connection, CURLOPT_NOSIGNAL, 1L);  // time-outs by signals would reach any thread
    curl_easy_setopt(connection, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(connection, CURLOPT_MAXREDIRS, 10L);
    curl_easy_setopt(connection, CURLOPT_HTTPAUTH, CURLAUTH_ANY);
    curl_easy_setopt(connection, CURLOPT_WRITEFUNCTION, &keep);
}

/// Brackets and blanks of a constraint may not stand in a request as they are.
std::string encoded(const std::string& constraint)
{
    std::string text;
    for (const char c : constraint) {
        if (std::string_view("[] \"<>{}|\\^`").find(c) == std::string_view::npos)
            text.push_back(c);
        else
            text += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return text;
}

/// The first words, in small letters.
std::string headOf(const std::string& body)
{
    constexpr std::size_t kHead = 1000;
    std::string head = body.substr(std::min(body.find_first_not_of(" \t\r\n"), body.size()), kHead);
    std::transform(head.begin(), head.end(), head.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return head;
}

void requireTransfer(const OpendapAnswer& answer, const std::filesystem::path& address)
{
    switch (answer.transfer) {
        case CURLE_OK:
            return;
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
            throw InputError(address, fmt::format("the host {} is unknown", answer.host),
                             "Check the address, and that this computer is on the network");
        case CURLE_COULDNT_CONNECT:
            throw InputError(address, fmt::format("the server {} is not reachable", answer.host),
                             "Check the address and the network; the server may be down for a while");
        case CURLE_PARTIAL_FILE:
            throw InputError(address, fmt::format("the server {} broke off its answer", answer.host),
                             "Try again later, or ask for less");
        case CURLE_OPERATION_TIMEDOUT:
            throw InputError(
                address,
                fmt::format("the server {} did not answer within {:.0f} s", answer.host, answer.seconds),
                "Try again later; HTTP.TIMEOUT and HTTP.CONNECTTIMEOUT in ~/.dodsrc set other times");
        default:
            throw InputError(address,
                             fmt::format("the connection to {} failed ({})", answer.host,
                                         curl_easy_strerror(answer.transfer)),
                             "Check the address and the network");
    }
}

[[noreturn]] void throwLoginNeeded(const OpendapAnswer& answer, const std::filesystem::path& address)
{
    throw InputError(
        address,
        fmt::format("{} refuses access (HTTP {}): a login is needed", answer.host, answer.httpStatus),
        fmt::format(
            "Write \"machine {} login NAME password PASSWORD\" into ~/.netrc. NASA's archives take an "
            "Earthdata login: \"machine urs.earthdata.nasa.gov login NAME password PASSWORD\", and the "
            "archive has to be approved in the applications of that account",
            answer.host));
}

void requireHttpSuccess(const OpendapAnswer& answer, const std::filesystem::path& address)
{
    if (answer.httpStatus == 401 || answer.httpStatus == 403)
        throwLoginNeeded(answer, address);
    if (answer.httpStatus == 404 || answer.httpStatus == 410)
        throw InputError(
            address, fmt::format("{} has no data at this address (HTTP {})", answer.host, answer.httpStatus),
            "Check the address: it is the file's OPeNDAP address without .dds, .das or .html");
    if (answer.httpStatus >= 400)
        throw InputError(
            address, fmt::format("{} reports an error (HTTP {})", answer.host, answer.httpStatus),
            answer.httpStatus >= 500
                ? "Try again later; the fault is the server's"
                : "Check the address, and the constraint expression after \"?\" if there is one");
}

/// What a server of DAP2 says in its error object.
std::string serverMessage(const std::string& body)
{
    const std::size_t key = body.find("message");
    const std::size_t first = key == std::string::npos ? key : body.find('"', key);
    const std::size_t last = first == std::string::npos ? first : body.find('"', first + 1);
    return last == std::string::npos ? "no reason given" : body.substr(first + 1, last - first - 1);
}

/// What came instead of data or their description.
[[noreturn]] void throwForeignAnswer(const OpendapAnswer& answer, const std::filesystem::path& address)
{
    const std::string head = headOf(answer.body);
    if (head.starts_with("error"))
        throw InputError(address,
                         fmt::format("{} reports an error: {}", answer.host, serverMessage(answer.body)),
                         "Check the address, and the constraint expression after \"?\" if there is one");
    const bool isHtml = head.starts_with("<!doctype html") || head.find("<html") != std::string::npos;
    if (isHtml && answer.host == "urs.earthdata.nasa.gov")
        throwLoginNeeded(answer, address);  // the login page itself
    throw InputError(address,
                     fmt::format("{} does not answer as an OPeNDAP server but with {}", answer.host,
                                 isHtml ? "a web page" : "something else"),
                     "Use the OPeNDAP address of the file, not that of its web page or of a download");
}

}  // namespace

OpendapConnection::OpendapConnection(std::filesystem::path address)
    : m_address(std::move(address)),
      m_parts(opendapAddress(m_address)),
      m_connection(curl_easy_init(), &curl_easy_cleanup)
{
    completeOpendapSettings(m_parts);
    applySettings(m_connection.get(), m_parts);
}

OpendapConnection::~OpendapConnection() = default;

OpendapAnswer OpendapConnection::ask(const std::string& suffix, const std::string& constraint,
                                     long longestSeconds)
{
    CURL* connection = m_connection.get();
    OpendapAnswer answer;
    const std::string asked = m_parts.base + suffix + encoded(constraint);
    curl_easy_setopt(connection, CURLOPT_URL, asked.c_str());
    curl_easy_setopt(connection, CURLOPT_WRITEDATA, &answer.body);
    curl_easy_setopt(
        connection, CURLOPT_TIMEOUT,
        std::min(secondsOf(opendapSetting("HTTP.TIMEOUT", m_parts), longestSeconds), longestSeconds));
    answer.transfer = curl_easy_perform(connection);
    curl_easy_setopt(connection, CURLOPT_COOKIELIST, "FLUSH");  // into the jar, where netCDF-C finds them
    curl_easy_getinfo(connection, CURLINFO_RESPONSE_CODE, &answer.httpStatus);
    curl_easy_getinfo(connection, CURLINFO_TOTAL_TIME, &answer.seconds);
    const char* last = nullptr;
    curl_easy_getinfo(connection, CURLINFO_EFFECTIVE_URL, &last);
    answer.host = last == nullptr ? m_parts.hostPort : opendapAddress(last).hostPort;
    answer.host.erase(std::min(answer.host.find(':'), answer.host.size()));
    requireTransfer(answer, m_address);
    requireHttpSuccess(answer, m_address);
    return answer;
}

void OpendapConnection::requireDescription()
{
    if (m_parts.isOtherProtocol())
        return;
    const OpendapAnswer answer =
        ask(m_parts.isDap4() ? ".dmr.xml" : ".dds", m_parts.constraint, kLongestDescriptionSeconds);
    const std::string head = headOf(answer.body);
    if (m_parts.isDap4() ? head.find("<dataset") == std::string::npos : !head.starts_with("dataset"))
        throwForeignAnswer(answer, m_address);
}

std::string OpendapConnection::data(const std::string& constraint)
{
    OpendapAnswer answer = ask(".dods", "?" + constraint, kLongestDataSeconds);
    if (!headOf(answer.body).starts_with("dataset"))
        throwForeignAnswer(answer, m_address);
    return std::move(answer.body);
}

}  // namespace shamal
