#pragma once
#include <QByteArray>
#include <QString>
#include <QStringList>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

class QTcpSocket;

/// A variable that a Dap2Server serves. Values are made when they are asked for.
struct ServedArray {
    QString name;
    QString type;  ///< "Float64", "Float32", "Int32", "Int16" or "Byte"
    QStringList dimensions;
    std::vector<std::size_t> lengths;
    QString attributes;  ///< as in a DAS: "String units \"K\";"
    std::function<double(const std::vector<std::size_t>& index)> value;
    bool isGrid = false;  ///< sent with its coordinates, as many servers do
};

/// How a server answers.
enum class Manner {
    Normal,
    NeedsLogin,        ///< HTTP basic authentication of user "dust", password "storm"; 401 to all others
    Forbidden,         ///< 403
    NotFound,          ///< 404
    Broken,            ///< 500, with a text that netCDF-C 4.9.0 crashes on
    ErrorObject,       ///< 200 with the error object of DAP2
    WebPage,           ///< 200 with HTML
    Silent,            ///< accepts, and never answers
    CutShort,          ///< closes the connection halfway through
    CutShortUnnoticed  ///< announces half an answer, and sends that
};

/// The part of DAP2 that a client needs: .dds, .das and .dods with projections and hyperslabs, and of DAP4
/// the whole of a small data set; on a free port of this computer and in a thread of its own.
class Dap2Server {
public:
    explicit Dap2Server(std::vector<ServedArray> arrays);
    ~Dap2Server();
    Dap2Server(const Dap2Server&) = delete;
    Dap2Server& operator=(const Dap2Server&) = delete;

    std::string address(const std::string& name = "sample.nc") const;
    /// Sends who has no session to another server, which sends who has logged in back, as Earthdata Login
    /// does.
    void loginAt(const std::string& loginAddress);
    void answer(Manner manner);                                 ///< from now on, to everything
    void answerValues(const QString& variable, Manner manner);  ///< from now on, to requests of its values
    QStringList requests() const;  ///< "/sample.nc.dods?x[0:1]", decoded, since the last call of forget()
    void forget();
    std::size_t largestAnswer() const;  ///< bytes, since then

private:
    void serve(const std::stop_token& stop);
    void handle(QTcpSocket& socket);
    QByteArray answerTo(const QString& target, Manner manner) const;
    QByteArray redirection(const QByteArray& request, const QString& target) const;
    QByteArray description(const QString& constraint) const;
    QByteArray attributes() const;
    QByteArray values(const QString& constraint) const;
    QByteArray dap4Description() const;
    QByteArray dap4Values() const;

    std::vector<ServedArray> m_arrays;
    mutable std::mutex m_mutex;
    std::condition_variable m_listening;
    int m_port = 0;
    Manner m_manner = Manner::Normal;
    QString m_loginAddress;
    QString m_variable;
    Manner m_valuesManner = Manner::Normal;
    QStringList m_requests;
    std::size_t m_largestAnswer = 0;
    std::jthread m_thread;
};
