#include "io/opendap_address.h"

#include <algorithm>
#include <string_view>

namespace shamal {

bool isAddress(const std::filesystem::path& source)
{
    const std::string& text = source.native();
    return text.starts_with("http://") || text.starts_with("https://");
}

std::string OpendapAddress::path() const
{
    const std::size_t slash = base.find('/', base.find("://") + 3);
    return slash == std::string::npos ? std::string("/") : base.substr(slash);
}

bool OpendapAddress::isDap4() const
{
    return fragment.find("dap4") != std::string::npos;
}

bool OpendapAddress::isOtherProtocol() const
{
    return fragment.find("bytes") != std::string::npos || fragment.find("zarr") != std::string::npos ||
           fragment.find("s3") != std::string::npos;
}

OpendapAddress opendapAddress(const std::filesystem::path& address)
{
    std::string_view text = address.native();
    OpendapAddress parts;
    if (const std::size_t hash = text.find('#'); hash != std::string_view::npos) {
        parts.fragment = text.substr(hash + 1);
        text = text.substr(0, hash);
    }
    if (const std::size_t question = text.find('?'); question != std::string_view::npos) {
        parts.constraint = text.substr(question);
        text = text.substr(0, question);
    }
    parts.base = text;
    const std::size_t host = text.find("://") + 3;
    std::string_view authority = text.substr(host, text.find('/', host) - host);
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos)
        authority = authority.substr(at + 1);  // a login written into the address
    parts.hostPort = authority;
    return parts;
}

std::filesystem::path nameOfSource(const std::filesystem::path& source)
{
    if (!isAddress(source))
        return source.filename();
    return std::filesystem::path(opendapAddress(source).base).filename();
}

}  // namespace shamal
