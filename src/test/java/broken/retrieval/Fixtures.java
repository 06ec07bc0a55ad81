package broken.retrieval;

class SseAnswer {
  jakarta.ws.rs.sse.SseEventSink sink;
}

class UnboundRepository {
  String sql = "select content from chunk where" + " document_id = ?";
}

class OpenRepository {
  String sql(String table) {
    return "delete from " + table + " where id = ?";
  }
}

class BoundRepository {
  String sql = "select content from chunk where" + " tenant_id = ? and document_id = ?";
  String hql = "select t from Turn t where t.conversationId = :conversation";

  String filtered(String filter) {
    return "select content from chunk where tenant_id = ? " + filter;
  }
}
