#include "downscale/state_dict_pickle.h"

#include "fields/error.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

namespace shamal {

namespace {

constexpr std::array<std::string_view, 7> kGlobals = {
    "collections OrderedDict", "torch._utils _rebuild_tensor_v2", "torch FloatStorage", "torch DoubleStorage",
    "torch HalfStorage",       "torch BFloat16Storage",           "torch LongStorage"};

/// A value of the program. Values refer to each other by number in one pool, so a dictionary that holds
/// itself is harmless.
using ValueId = std::size_t;
struct Value {
    enum class Kind { Nothing, Truth, Integer, Text, Global, Tuple, Dictionary, Storage, Tensor };
    Kind kind = Kind::Nothing;
    std::int64_t integer = 0;
    std::string text;            ///< of Text and Global
    std::vector<ValueId> items;  ///< of Tuple; of Dictionary: key, value, key, value, ...; of Storage and
                                 ///< Tensor: what they were made of
};
using Kind = Value::Kind;

class PickleMachine {
public:
    PickleMachine(std::span<const std::uint8_t> pickle, const std::filesystem::path& file)
        : m_pickle(pickle), m_file(file)
    {
    }

    std::map<std::string, StoredTensor> run()
    {
        for (;;) {
            const std::size_t at = m_at;
            const std::uint8_t code = byte();
            if (code == '.')
                return stateDict(pop());
            step(code, at);
        }
    }

private:
    InputError fault(const std::string& what) const
    {
        return {m_file, "its data.pkl " + what,
                "Save the model's state dict alone: torch.save(model.state_dict(), file)"};
    }

    void step(std::uint8_t code, std::size_t at)
    {
        switch (code) {
            case 0x80:  // PROTO
                if (const int protocol = byte(); protocol != 2)
                    throw fault(fmt::format("is of pickle protocol {} where 2 is right", protocol));
                break;
            case 'N':
                push({});
                break;
            case 0x88:
                push({Kind::Truth, 1, {}, {}});
                break;
            case 0x89:
                push({Kind::Truth, 0, {}, {}});
                break;
            case 'K':
                pushInteger(byte());
                break;
            case 'M':
                pushInteger(static_cast<std::int64_t>(little(2)));
                break;
            case 'J':
                pushInteger(static_cast<std::int32_t>(little(4)));
                break;
            case 0x8a:
                pushLong();
                break;
            case 'X':
                push({Kind::Text, 0, text(little(4)), {}});
                break;
            case 'c':
                pushGlobal();
                break;
            case '(':
                m_marks.push_back(m_stack.size());
                break;
            case ')':
                push({Kind::Tuple, 0, {}, {}});
                break;
            case 't':
                pushTuple(popToMark());
                break;
            case 0x85:
                pushTuple(popSome(1));
                break;
            case 0x86:
                pushTuple(popSome(2));
                break;
            case 0x87:
                pushTuple(popSome(3));
                break;
            case '}':
                push({Kind::Dictionary, 0, {}, {}});
                break;
            case 's':
                setItems(popSome(2));
                break;
            case 'u':
                setItems(popToMark());
                break;
            case 'q':
                m_memo[byte()] = top();
                break;
            case 'r':
                m_memo[little(4)] = top();
                break;
            case 'h':
                recall(byte());
                break;
            case 'j':
                recall(little(4));
                break;
            case 'Q':
                pushStorage(pop());
                break;
            case 'R':
                reduce();
                break;
            case 'b':
                build();
                break;
            default:
                throw fault(fmt::format(
                    "has instruction 0x{:02x} at byte {}, which no state dict needs; it is not followed",
                    code, at));
        }
    }

    std::uint8_t byte()
    {
        if (m_at >= m_pickle.size())
            throw fault("ends too early");
        return m_pickle[m_at++];
    }

    std::uint64_t little(int bytes)
    {
        std::uint64_t number = 0;
        for (int i = 0; i < bytes; ++i)
            number |= static_cast<std::uint64_t>(byte()) << (8 * i);
        return number;
    }

    std::string text(std::uint64_t length)
    {
        if (length > m_pickle.size() - m_at)
            throw fault("ends too early");
        const auto* from = reinterpret_cast<const char*>(m_pickle.data()) + m_at;
        m_at += length;
        return {from, length};
    }

    std::string line()
    {
        std::string characters;
        for (char c = static_cast<char>(byte()); c != '\n'; c = static_cast<char>(byte()))
            characters += c;
        return characters;
    }

    void push(Value value)
    {
        m_stack.push_back(m_pool.size());
        m_pool.push_back(std::move(value));
    }

    void pushInteger(std::int64_t number) { push({Kind::Integer, number, {}, {}}); }

    /// LONG1: little-endian two's complement of as many bytes as told.
    void pushLong()
    {
        const int bytes = byte();
        if (bytes > 8)
            throw fault("has a number of more than 64 bits");
        std::uint64_t number = little(bytes);
        if (bytes > 0 && bytes < 8 && ((number >> (8 * bytes - 1)) & 1U) != 0)
            number |= ~std::uint64_t{0} << (8 * bytes);
        pushInteger(static_cast<std::int64_t>(number));
    }

    void pushGlobal()
    {
        const std::string module = line();
        const std::string name = module + ' ' + line();
        if (std::find(kGlobals.begin(), kGlobals.end(), name) == kGlobals.end())
            throw fault(fmt::format("asks for '{}', which no state dict needs; it is not called",
                                    name.substr(0, 100)));
        push({Kind::Global, 0, name, {}});
    }

    void pushTuple(std::vector<ValueId> items) { push({Kind::Tuple, 0, {}, std::move(items)}); }

    /// The lowest value the instructions since the last mark may take.
    std::size_t floor() const { return m_marks.empty() ? 0 : m_marks.back(); }

    ValueId top() const
    {
        if (m_stack.size() <= floor())
            throw fault("takes a value where there is none");
        return m_stack.back();
    }

    ValueId pop()
    {
        const ValueId value = top();
        m_stack.pop_back();
        return value;
    }

    std::vector<ValueId> popSome(std::size_t count)
    {
        if (m_stack.size() - floor() < count)
            throw fault("takes a value where there is none");
        return popFrom(m_stack.size() - count);
    }

    std::vector<ValueId> popToMark()
    {
        if (m_marks.empty())
            throw fault("takes values where there is no mark");
        const std::size_t first = m_marks.back();
        m_marks.pop_back();
        return popFrom(first);
    }

    std::vector<ValueId> popFrom(std::size_t first)
    {
        const auto begin = m_stack.begin() + static_cast<std::ptrdiff_t>(first);
        std::vector<ValueId> values(begin, m_stack.end());
        m_stack.erase(begin, m_stack.end());
        return values;
    }

    void recall(std::uint64_t slot)
    {
        const auto found = m_memo.find(slot);
        if (found == m_memo.end())
            throw fault(fmt::format("recalls slot {}, which holds nothing", slot));
        m_stack.push_back(found->second);
    }

    void setItems(const std::vector<ValueId>& items)
    {
        Value& dictionary = m_pool[top()];
        if (dictionary.kind != Kind::Dictionary || items.size() % 2 != 0)
            throw fault("sets items of what is no dictionary");
        dictionary.items.insert(dictionary.items.end(), items.begin(), items.end());
    }

    const Value& item(const Value& of, std::size_t index, Kind kind, const char* what) const
    {
        if (index >= of.items.size() || m_pool[of.items[index]].kind != kind)
            throw fault(fmt::format("has a tensor without {}", what));
        return m_pool[of.items[index]];
    }

    /// ("storage", type, key, place, size)
    void pushStorage(ValueId id)
    {
        const Value& tuple = m_pool[id];
        if (tuple.kind != Kind::Tuple || tuple.items.size() != 5 ||
            item(tuple, 0, Kind::Text, "a storage").text != "storage")
            throw fault("refers to something outside that is no storage");
        item(tuple, 1, Kind::Global, "a number type");
        item(tuple, 2, Kind::Text, "the name of its storage");
        item(tuple, 4, Kind::Integer, "the size of its storage");
        push({Kind::Storage, 0, {}, tuple.items});
    }

    void reduce()
    {
        const ValueId argumentsId = pop();
        const ValueId functionId = pop();
        const Value& arguments = m_pool[argumentsId];
        const Value& function = m_pool[functionId];
        if (arguments.kind != Kind::Tuple || function.kind != Kind::Global)
            throw fault("calls what is no function");
        if (function.text == kGlobals[0] && arguments.items.empty()) {
            push({Kind::Dictionary, 0, {}, {}});
        } else if (function.text == kGlobals[1]) {
            // (storage, offset, shape, strides, requires_grad, hooks[, metadata])
            item(arguments, 0, Kind::Storage, "a storage");
            push({Kind::Tensor, 0, {}, arguments.items});
        } else {
            throw fault(fmt::format("calls '{}' in a way no state dict does", function.text));
        }
    }

    /// A state dict carries attributes (`_metadata`: versions of modules). They are not needed.
    void build()
    {
        pop();
        if (m_pool[top()].kind != Kind::Dictionary)
            throw fault("sets attributes of what is no dictionary");
    }

    std::vector<std::int64_t> integers(const Value& tuple) const
    {
        std::vector<std::int64_t> numbers;
        for (std::size_t i = 0; i < tuple.items.size(); ++i)
            numbers.push_back(item(tuple, i, Kind::Integer, "whole numbers in shape and strides").integer);
        return numbers;
    }

    StoredTensor tensor(const Value& value) const
    {
        StoredTensor tensor;
        const Value& storage = item(value, 0, Kind::Storage, "a storage");
        tensor.storageType = item(storage, 1, Kind::Global, "a number type").text;
        if (!tensor.storageType.ends_with("Storage"))
            throw fault("has a tensor without a number type");
        tensor.storageType.erase(0, tensor.storageType.find(' ') + 1);
        tensor.storageKey = item(storage, 2, Kind::Text, "the name of its storage").text;
        tensor.storageSize = item(storage, 4, Kind::Integer, "the size of its storage").integer;
        tensor.offset = item(value, 1, Kind::Integer, "an offset").integer;
        tensor.shape = integers(item(value, 2, Kind::Tuple, "a shape"));
        tensor.strides = integers(item(value, 3, Kind::Tuple, "strides"));
        return tensor;
    }

    std::map<std::string, StoredTensor> stateDict(ValueId root) const
    {
        const Value& dictionary = m_pool[root];
        if (dictionary.kind != Kind::Dictionary)
            throw fault("is no dictionary of tensors");
        std::map<std::string, StoredTensor> tensors;
        for (std::size_t i = 0; i + 1 < dictionary.items.size(); i += 2) {
            const Value& name = m_pool[dictionary.items[i]];
            const Value& value = m_pool[dictionary.items[i + 1]];
            if (name.kind != Kind::Text)
                throw fault("has an item whose name is no text");
            if (value.kind != Kind::Tensor)
                throw fault(fmt::format("has an item '{}' that is no tensor", name.text.substr(0, 100)));
            tensors[name.text] = tensor(value);
        }
        return tensors;
    }

    std::span<const std::uint8_t> m_pickle;
    const std::filesystem::path& m_file;
    std::size_t m_at = 0;
    std::vector<Value> m_pool;
    std::vector<ValueId> m_stack;
    std::vector<std::size_t> m_marks;  ///< heights of the stack
    std::unordered_map<std::uint64_t, ValueId> m_memo;
};

}  // namespace

std::map<std::string, StoredTensor> readStateDictPickle(std::span<const std::uint8_t> pickle,
                                                        const std::filesystem::path& file)
{
    return PickleMachine(pickle, file).run();
}

}  // namespace shamal
