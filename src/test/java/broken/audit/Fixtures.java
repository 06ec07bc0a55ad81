package broken.audit;

class UsesModel {
  dev.langchain4j.data.message.ChatMessage message;
}

class UsesRest {
  jakarta.ws.rs.core.Response response;
}
